namespace Workflows.Host.Demo;

/// <summary>
/// The clock of a program in demo mode. A story of the demo may begin some days ago, so that what was handed in too late has a true past; the story alone sees that time,
/// everybody else sees the present.
/// </summary>
public sealed class StoryClock(TimeProvider clock) : TimeProvider
{
    private static readonly AsyncLocal<TimeSpan> Back = new();
    private static int tellers;

    /// <summary>A story of the past is being told: what is due in the present waits, so that it does not end a call in the middle of its story.</summary>
    public static bool IsTelling => Volatile.Read(ref tellers) > 0;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - Back.Value;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);

    /// <summary>The caller and what it calls are so many days ago from now on, until it returns.</summary>
    internal static void Go(int daysAgo) => Back.Value = TimeSpan.FromDays(daysAgo);

    internal static IDisposable Tell()
    {
        Interlocked.Increment(ref tellers);
        return new Told();
    }

    private sealed class Told : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref tellers);
    }
}
