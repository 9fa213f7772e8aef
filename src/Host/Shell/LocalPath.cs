namespace Workflows.Host.Shell;

/// <summary>Where to go back to: a path of this site, never an address of another.</summary>
public static class LocalPath
{
    public static string Of(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
