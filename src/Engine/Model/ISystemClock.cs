namespace Elsa.Common;

/// <summary>The time, in UTC.</summary>
public interface ISystemClock
{
    DateTimeOffset UtcNow { get; }
}

/// <summary>The clock of the container.</summary>
internal sealed class SystemClock(TimeProvider time) : ISystemClock
{
    public DateTimeOffset UtcNow => time.GetUtcNow();
}
