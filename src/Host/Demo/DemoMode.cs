namespace Workflows.Host.Demo;

/// <summary>Demo mode fills an empty database with organisations, accounts and calls that everybody knows the password of; never in production.</summary>
public sealed class DemoMode(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Accounts with the published password may be there.</summary>
    public bool MayLeaveAccounts { get; } = !environment.IsProduction();

    public bool IsOn { get; } = configuration.GetValue("Demo:Enabled", false)
        ? !environment.IsProduction() ? true : throw new InvalidOperationException(
            "Expected demo mode to be off in Production, because every demo account has a published password; found Demo:Enabled=true. Remove the setting, or run with ASPNETCORE_ENVIRONMENT=Development.")
        : false;
}
