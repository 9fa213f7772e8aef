using System.Globalization;
using System.Threading.Channels;
using Hangfire;
using Workflows.Approvals.Audit;
using Workflows.Persistence;

namespace Workflows.Host.Jobs;

/// <summary>Turns the papers that a commit asked for into jobs. At start every paper that still waits gets a job again: the rows are the truth, the jobs are not.</summary>
public sealed partial class PaperJobs(UnitOfWork unit, MakePaper make, IBackgroundJobClient jobs, ILogger<PaperJobs> log) : BackgroundService
{
    private static readonly string Prefix = Subject.Paper(0)[..^1];

    /// <summary>Papers that a commit spoke of: asked for, made, or not made.</summary>
    private readonly Channel<long> heard = Channel.CreateUnbounded<long>();

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        unit.Committed += Hear;
        try
        {
            foreach (var id in await make.Waiting(stopping)) Enqueue(id);
            await foreach (var id in heard.Reader.ReadAllAsync(stopping))
            {
                if (await make.IsAsked(id, stopping)) Enqueue(id);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        finally
        {
            unit.Committed -= Hear;
        }
    }

    private void Hear(Committed committed)
    {
        if (committed.IsElsewhere) return;
        foreach (var subject in committed.Subjects)
        {
            if (subject.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(subject.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) heard.Writer.TryWrite(id);
        }
    }

    private void Enqueue(long id)
    {
        try
        {
            jobs.Enqueue<MakePaper>(make => make.Run(id, CancellationToken.None));
        }
        catch (BackgroundJobClientException exception)
        {
            LogNotEnqueued(log, exception, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No job could be made for paper {Id}; it waits and gets one at the next start or request")]
    private static partial void LogNotEnqueued(ILogger log, Exception exception, long id);
}
