using System.Threading.Channels;
using Workflows.Persistence;

namespace Workflows.Host;

/// <summary>
/// Works after every commit that left it something to do, and every <paramref name="pause"/> for what it was not told of: what another node left, what failed before. Calls while it works
/// become one more round. The rows are the truth; nothing is kept here.
/// </summary>
public abstract class WorkAfterCommits(UnitOfWork unit, TimeProvider clock, TimeSpan pause) : BackgroundService
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Did the commit leave something to do here?</summary>
    protected abstract bool Concerns(Committed committed);

    protected abstract Task Work(CancellationToken stopping);

    /// <summary>A round failed; the next one tries again.</summary>
    protected abstract void Failed(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        unit.Committed += Wake;
        using var pulse = clock.CreateTimer(_ => calls.Writer.TryWrite(true), null, pause, pause);
        try
        {
            calls.Writer.TryWrite(true);
            await foreach (var _ in calls.Reader.ReadAllAsync(stoppingToken))
                await Round(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            unit.Committed -= Wake;
        }
    }

    private void Wake(Committed committed)
    {
        if (Concerns(committed)) calls.Writer.TryWrite(true);
    }

    private async Task Round(CancellationToken stopping)
    {
        try
        {
            await Work(stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Failed(exception);
        }
    }
}
