using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;

namespace Workflows.Host.Nodes;

/// <summary>This program among the nodes.</summary>
public sealed class ThisNode(TimeProvider clock)
{
    /// <summary>Random, another one at every start.</summary>
    public string Id { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Machine or container, and the process on it.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();

    /// <summary>Of the program, with the beginning of the commit it was built from, e.g. <c>0.1.0+1b901374</c>.</summary>
    public static string Version { get; } = Short(typeof(ThisNode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    private static string Short(string version) => version.IndexOf('+', StringComparison.Ordinal) is > 0 and var at && at + 9 < version.Length ? version[..(at + 9)] : version;
}
