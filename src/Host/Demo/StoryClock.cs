namespace Workflows.Host.Demo;

/// <summary>
/// The clock of a program in demo mode. A story of the demo may begin some days ago, so that what was handed in too late has a true past; the story alone sees that time,
/// everybody else sees the present.
/// </summary>
public sealed class StoryClock(TimeProvider clock) : TimeProvider
{
    private static readonly AsyncLocal<TimeSpan> Back = new();
    private static readonly Lock Turn = new();
    private static int tellers, passes;
    private static TaskCompletionSource? lastPass;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - Back.Value;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);

    /// <summary>The caller and what it calls are so many days ago from now on, until it returns.</summary>
    internal static void Go(int daysAgo) => Back.Value = TimeSpan.FromDays(daysAgo);

    /// <summary>
    /// A story of the past is told until what this returns is disposed. What is due in the present waits meanwhile, so that it does not end a call in the middle of its story; a pass that has
    /// begun is waited for.
    /// </summary>
    internal static async Task<IDisposable> Tell()
    {
        Task passed;
        lock (Turn)
        {
            tellers++;
            passed = passes == 0 ? Task.CompletedTask : (lastPass ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
        await passed;
        return new Ending(() => tellers--);
    }

    /// <summary>A pass over what is due in the present, until it is disposed.</summary>
    /// <returns>Null while a story of the past is told: there is a next pass.</returns>
    public static IDisposable? Pass()
    {
        lock (Turn)
        {
            if (tellers > 0) return null;
            passes++;
        }
        return new Ending(() =>
        {
            if (--passes > 0) return;
            lastPass?.SetResult();
            lastPass = null;
        });
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose()
        {
            lock (Turn) end();
        }
    }
}
