using Workflows.Host.Shell;

namespace Workflows.Host.Demo;

/// <summary>The accounts that a newcomer is shown on the sign-in page and the console, in the order of a first walk through a chain. Empty outside demo mode.</summary>
public sealed class DemoAccounts(DemoMode mode)
{
    /// <summary>A user name, and who that is and what to do there.</summary>
    public sealed record Line(string UserName, string Who);

    public string? Password => mode.IsOn ? DemoFile.Read().Password : null;

    public IReadOnlyList<Line> Lines =>
        mode.IsOn ? [.. DemoFile.Read().Guide.Select(step => new Line(step.UserName, Words.Of(step.Who)))] : [];
}
