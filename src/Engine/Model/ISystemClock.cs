namespace Elsa.Common;

/// <summary>The time, in UTC.</summary>
public interface ISystemClock
{
    DateTimeOffset UtcNow { get; }
}
