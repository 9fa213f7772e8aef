namespace Workflows.Host.Studio.Findings;

internal static class FindingsRegistration
{
    /// <summary>The rules that a chart must keep to be published.</summary>
    public static void AddFindings(this IServiceCollection services) => services.AddSingleton<ChartFindings>();
}
