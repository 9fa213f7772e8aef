using Workflows.Approvals.Figures;

namespace Workflows.Host.Figures;

/// <summary>Reads the finished steps once after the start, so that nobody waits for the first figures; a failure leaves it to whoever asks first.</summary>
public sealed partial class WarmFigures(FinishedSteps finished, TimeProvider clock, ILogger<WarmFigures> log) : BackgroundService
{
    /// <summary>After the start, so that the first pages are not kept waiting.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(Before, clock, stopping);
            await finished.Figures(new StepFilter(), stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogFailed(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The finished steps could not be read after the start; the first who asks for figures reads them")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
