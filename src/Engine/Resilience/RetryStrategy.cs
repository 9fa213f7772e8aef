namespace Workflows.Engine.Resilience;

/// <summary>How the time between attempts grows.</summary>
public enum BackoffType { Constant = 0, Linear = 1, Exponential = 2 }

/// <summary>How often an activity is tried again, and after how long.</summary>
public sealed record RetryStrategy
{
    /// <summary>What a definition stores.</summary>
    public required string Id { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>For which activities it is offered; default <c>Default</c>.</summary>
    public string Category { get; init; } = "Default";

    /// <summary>How often it is tried again. Range 1 to 100, default 3.</summary>
    public int MaxRetryAttempts { get; init; } = 3;

    /// <summary>The time before the second attempt. Range 0 and up, default 2 seconds.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time between two attempts. Range 0 and up, default one hour.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Default: it stays the same.</summary>
    public BackoffType BackoffType { get; init; }

    /// <summary>True: the time varies by up to a quarter, so that many that failed together do not come back together. Default no.</summary>
    public bool UseJitter { get; init; }

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public TimeSpan DelayAfter(int attempt, double jitter)
    {
        var factor = BackoffType switch { BackoffType.Linear => attempt, BackoffType.Exponential => Math.Pow(2, attempt - 1), _ => 1.0 };
        if (UseJitter) factor *= 0.75 + 0.5 * jitter;
        var ticks = Delay.Ticks * factor;
        return ticks >= MaxDelay.Ticks ? MaxDelay : TimeSpan.FromTicks((long)ticks);
    }
}

/// <summary>The strategies of an installation, by configuration.</summary>
public sealed class ResilienceOptions
{
    public IList<RetryStrategy> Strategies { get; } = [];
}
