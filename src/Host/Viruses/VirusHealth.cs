using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Host.Operations;

namespace Workflows.Host.Viruses;

/// <summary>Whether the virus scanner answers; while it does not, no file is taken.</summary>
internal sealed class VirusHealth(IConfiguration configuration) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (configuration[ClamdAddress.Setting] is not { Length: > 0 } text || ClamdAddress.Of(text) is not { } address) return Found.Well("viruses.off");
        try
        {
            return Found.Well("viruses.answers", text, await new Clamd(address).Version(cancellationToken));
        }
        catch (ClamdException silent)
        {
            return Found.Broken("viruses.silent", text, silent.Message);
        }
    }
}
