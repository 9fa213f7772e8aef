namespace Workflows.Approvals;

/// <summary>A whole number from 0 up to, not including, the given bound. The container decides where it comes from.</summary>
public delegate int RandomNumber(int exclusiveUpperBound);

/// <summary>
/// Makes the ids of the domain: 41 bits of milliseconds since 2020, 22 random bits. Ids of one process only grow;
/// within one millisecond each follows the last at a random distance, so that none occurs twice.
/// </summary>
public sealed class IdSource(TimeProvider clock, RandomNumber random)
{
    private const int RandomBits = 22;
    private const int Step = 1 << 10;
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private long last;

    /// <summary>How far the ids of two instants lie apart that are so long apart.</summary>
    public static long Span(TimeSpan time) => (long)time.TotalMilliseconds << RandomBits;

    public long Next()
    {
        var milliseconds = (long)(clock.GetUtcNow() - Epoch).TotalMilliseconds;
        if (milliseconds < 0)
            throw new InvalidOperationException($"Expected a clock at or after {Epoch:O}, found {clock.GetUtcNow():O}. Set the clock.");

        lock (gate)
        {
            var fresh = (milliseconds << RandomBits) | (uint)random(1 << RandomBits);
            last = milliseconds > last >> RandomBits ? fresh : last + 1 + random(Step);
            return last;
        }
    }
}
