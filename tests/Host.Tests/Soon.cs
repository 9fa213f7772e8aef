using System.Diagnostics;

namespace Workflows.Host.Tests;

/// <summary>Waits for what another process, node or job does in its own time, where nothing tells of it.</summary>
public static class Soon
{
    /// <param name="most">It fails when this is over.</param>
    /// <param name="what">What should have come.</param>
    public static async Task Holds(TimeSpan most, Func<Task<bool>> holds, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(most, what);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
