using System.Runtime.InteropServices;

namespace Workflows.Host.Operations;

/// <summary>
/// How the program ends when it is asked to (SIGTERM): it says that it is not ready any more, so that no new visitors are sent to it; after
/// <c>Drain:Seconds</c> (0 to 300, default 5) it takes no new requests, finishes those that run, and ends. Ctrl+C ends without the pause. Pages that are open
/// lose their connection then and open again by themselves, through the proxy on another node.
/// </summary>
public sealed partial class Drain(IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Drain> log) : IHostLifetime, IDisposable
{
    public const int DefaultSeconds = 5;

    private readonly List<PosixSignalRegistration> signals = [];

    /// <summary>It was asked to end.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>How long it still takes requests after it was asked to end.</summary>
    public TimeSpan Pause { get; } = configuration.GetValue("Drain:Seconds", (double)DefaultSeconds) is >= 0 and <= 300 and var seconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new InvalidOperationException($"Expected Drain:Seconds from 0 to 300, found {configuration["Drain:Seconds"]}. Correct the setting, or leave it out for {DefaultSeconds}.");

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            _ = Begin();
        }));
        foreach (var atOnce in new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT })
        {
            signals.Add(PosixSignalRegistration.Create(atOnce, signal =>
            {
                signal.Cancel = true;
                lifetime.StopApplication();
            }));
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not ready from now on; ends after the pause.</summary>
    public async Task Begin()
    {
        if (HasBegun) return;
        HasBegun = true;
        LogBegun(log, Pause.TotalSeconds);
        await Task.Delay(Pause, clock, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lifetime.StopApplication();
    }

    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Asked to end: not ready any more, and ends in {Seconds} s when what runs is finished")]
    private static partial void LogBegun(ILogger log, double seconds);
}
