using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Workflows.Host.Account;

/// <summary>
/// When somebody last did something on an open page. After <see cref="Idle"/> without anything the session ends: the cookie is not renewed any more, and a page that is still open becomes
/// anonymous. What the program sends to the page by itself does not count.
/// </summary>
public sealed class SessionActivity(TimeProvider clock, IConfiguration configuration) : CircuitHandler
{
    private readonly DateTimeOffset opened = clock.GetUtcNow();

    /// <summary>The last time.</summary>
    private long last = clock.GetUtcNow().UtcTicks;

    /// <summary>The page has been open for as long as a session may last.</summary>
    public bool IsOver => clock.GetUtcNow() - opened > Longest(configuration);

    public bool IsIdle => clock.GetUtcNow().UtcTicks - Interlocked.Read(ref last) > Idle(configuration).Ticks;

    /// <summary>How long a session lasts, however busy: setting <c>Session:Hours</c>, 1 to 24, default 12.</summary>
    public static TimeSpan Longest(IConfiguration configuration) => configuration.GetValue("Session:Hours", 12) is >= 1 and <= 24 and var hours
        ? TimeSpan.FromHours(hours)
        : throw new InvalidOperationException("Expected the setting Session:Hours to be 1 to 24, found something else.");

    /// <summary>Setting <c>Session:IdleMinutes</c>, 5 to 480, default 60.</summary>
    public static TimeSpan Idle(IConfiguration configuration) => configuration.GetValue("Session:IdleMinutes", 60) is >= 5 and <= 480 and var minutes
        ? TimeSpan.FromMinutes(minutes)
        : throw new InvalidOperationException("Expected the setting Session:IdleMinutes to be 5 to 480, found something else.");

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        Interlocked.Exchange(ref last, clock.GetUtcNow().UtcTicks);
        return next(context);
    };
}
