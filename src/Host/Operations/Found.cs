using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Workflows.Host.Operations;

/// <summary>What a health check found: the key of a sentence (<c>Health.{key}</c> among the texts of <c>Running</c>) and what stands in it.</summary>
internal static class Found
{
    /// <summary>Under which <see cref="HealthCheckResult.Data"/> has what stands in the sentence.</summary>
    public const string Of = "of";

    public static HealthCheckResult Well(string key, params object[] of) => Result(HealthStatus.Healthy, key, of);

    /// <summary>It works, but somebody should look.</summary>
    public static HealthCheckResult Worse(string key, params object[] of) => Result(HealthStatus.Degraded, key, of);

    public static HealthCheckResult Broken(string key, params object[] of) => Result(HealthStatus.Unhealthy, key, of);

    private static HealthCheckResult Result(HealthStatus status, string key, object[] of) => new(status, key, data: new Dictionary<string, object> { [Of] = of });
}
