using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.Approvals.Calendar;
using Workflows.Host.Sealing;
using Workflows.Persistence;

namespace Workflows.Host.Audit;

/// <summary>Keeps the one log over all audit entries: takes committed entries in, and signs a checkpoint once a day and whenever a proof is asked for.</summary>
public sealed class SealLog(UnitOfWork unit, SealKeys keys, TimeProvider clock)
{
    /// <summary>What is done every minute: new entries come in; the first run of a day in Shanghai also signs.</summary>
    public async Task Run(CancellationToken cancellation = default)
    {
        await Append(await unit.Read((scope, token) => scope.GetRequiredService<AppendToLog>().Newest(token), cancellation), cancellation);
        var last = await unit.Read((scope, token) => Last(scope, token), cancellation);
        if (last is null || ShanghaiTime.DayOf(last.At) < ShanghaiTime.DayOf(clock.GetUtcNow())) await Sign(cancellation);
    }

    /// <summary>Looks at every entry, takes in what is missing and signs what the log then is; when nothing came since the last checkpoint, that one stands.</summary>
    public async Task<Checkpoint> Sign(CancellationToken cancellation = default)
    {
        while (await unit.Read((scope, token) => scope.GetRequiredService<AppendToLog>().FirstMissing(token), cancellation) is { } missing) await Append(missing, cancellation);
        using var key = (await keys.Log(cancellation)).GetECDsaPrivateKey() ?? throw new InvalidOperationException("Expected the key of the audit log with its private part, found none.");
        var signed = await unit.Run<Checkpoint>(
            Actor.Job,
            async (scope, token) =>
            {
                var tree = scope.GetRequiredService<ReadTree>();
                var (last, size) = (await Last(scope, token), await tree.Size(token));
                if (last?.Size == size) return last;
                var checkpoint = Checkpoint.Make(size, await tree.Root(size, token), clock.GetUtcNow(), last, key);
                scope.GetRequiredService<ApprovalsDb>().Checkpoints.Add(checkpoint);
                return checkpoint;
            },
            cancellation);
        return signed.Refusal is { } refusal ? throw new InvalidOperationException($"Expected a checkpoint to be signed, but it was refused: {refusal}.") : signed.Value;
    }

    /// <summary>The newest checkpoint; null before the first.</summary>
    public static Task<Checkpoint?> Last(IServiceProvider scope, CancellationToken cancellation) =>
        scope.GetRequiredService<ApprovalsDb>().Checkpoints.AsNoTracking().OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancellation);

    private async Task Append(long from, CancellationToken cancellation)
    {
        while (true)
        {
            var appended = await unit.Run<int>(Actor.Job, async (scope, token) => await scope.GetRequiredService<AppendToLog>().Run(from, token), cancellation);

            // Another program was faster every time: what it took in is in.
            if (appended.IsRefused || appended.Value < AppendToLog.Most) return;
        }
    }
}
