namespace Workflows.Host.Tests.Reliability;

/// <summary>A node that has started.</summary>
internal static class StartedNode
{
    /// <summary>
    /// Waits until it also does what it does by itself. A program that loses its database while it starts ends, and is started again by whoever watches over it; from here on it stays.
    /// </summary>
    public static async Task Works(this HostProcess node)
    {
        var administrator = node.As("platform.flowAdministrator");
        await Soon.Holds(TimeSpan.FromMinutes(1), async () => (await administrator.Get("/api/operations/health")).Value.AsArray().Any(line => line!["name"]!.ToString() == "schedules" && line["status"]!.ToString() == "healthy"), "the schedules run");
    }
}
