using Hangfire;

namespace Workflows.Host.Jobs;

/// <summary>A node that works on jobs.</summary>
public sealed record JobServer(string Name, DateTimeOffset? SeenAt);

/// <summary>How many jobs are in each state; succeeded ones are forgotten after a day.</summary>
/// <param name="Scheduled">Failed ones whose time to be tried again comes, among them.</param>
public sealed record JobCounts(int Enqueued, int Processing, int Scheduled, int Failed, int Succeeded, IReadOnlyList<JobServer> Servers);

/// <summary>The jobs that Hangfire keeps.</summary>
/// <param name="storage">Absent where nothing runs in the background.</param>
public sealed class ReadJobs(JobStorage? storage = null)
{
    /// <returns>Null where nothing runs in the background.</returns>
    public async Task<JobCounts?> Run(CancellationToken cancellation = default)
    {
        if (storage is null) return null;

        // Hangfire asks its tables on the thread of whoever calls.
        return await Task.Run(
            () =>
            {
                var monitor = storage.GetMonitoringApi();
                var counts = monitor.GetStatistics();
                var servers = monitor.Servers().Select(server => new JobServer(server.Name, server.Heartbeat is { } seen ? new DateTimeOffset(seen, TimeSpan.Zero) : null));
                return new JobCounts((int)counts.Enqueued, (int)counts.Processing, (int)counts.Scheduled, (int)counts.Failed, (int)counts.Succeeded, [.. servers.OrderBy(server => server.Name, StringComparer.Ordinal)]);
            },
            cancellation);
    }
}
