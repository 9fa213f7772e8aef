using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>
/// From the commit of a decision until the inbox of the person who comes next, open on a page, has been sent the new line; on PostgreSQL also when the decision was made on another node. The page is a
/// <see cref="Circuit"/>. That the line is there with the commit itself is checked each time.
/// </summary>
internal static class PushedWork
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var decisions = extent.Of(50, 3);
        await using var application = await BenchedApplication.Run(listens: true);
        await application.Approve((await application.AtOpinion()).WorkItemId);
        var next = await application.Caller("liaoyang-ou.sealCustodian");

        // Whoever listens first is told first: before the page that is to be drawn.
        var committed = 0L;
        void Commit(Committed told)
        {
            if (!told.IsElsewhere) Interlocked.CompareExchange(ref committed, Stopwatch.GetTimestamp(), 0);
        }
        application.Services.GetRequiredService<UnitOfWork>().Committed += Commit;
        await using var page = await Circuit.Open(application.Address, "/inbox", await Sessions.SignIn(application.Address, next.UserName));

        var results = new List<Measured>();
        results.AddRange(Report("the same node", await Decide(application)));
        if (BenchDatabase.Server is not null)
        {
            await using var other = await application.Beside();
            other.Services.GetRequiredService<UnitOfWork>().Committed += Commit;
            results.AddRange(Report("another node", await Decide(other)));
        }
        return results;

        IEnumerable<Measured> Report(string where, IReadOnlyList<double> took)
        {
            var over = string.Create(CultureInfo.InvariantCulture, $"{decisions} decisions, one after the other, on {where}");
            return [new Measured("a decision committed → sent to an open inbox", over, Burst.Percentile(took, 50), took.Max(), "ms", "–, ≤ 1,000")];
        }

        async Task<IReadOnlyList<double>> Decide(BenchedApplication node)
        {
            var took = new List<double>();
            for (var i = 0; i < decisions; i++)
            {
                var (caseId, item) = await application.AtOpinion();
                var number = Encoding.UTF8.GetBytes(await application.Read(db => db.Cases.Where(c => c.Id == caseId).Select(c => c.Number).SingleAsync()));
                var sent = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
                void Draw(byte[] content)
                {
                    if (content.AsSpan().IndexOf(number) >= 0) sent.TrySetResult(Stopwatch.GetTimestamp());
                }
                page.Drawn += Draw;
                Interlocked.Exchange(ref committed, 0);
                await node.Approve(item);
                var isThere = await application.Read(db => db.Inbox.AnyAsync(r => r.CaseId == caseId && next.Principals.Contains(r.Principal)));
                if (!isThere) throw new InvalidOperationException("Expected the line in the next inbox with the commit, found none. The decision is broken.");
                took.Add(Stopwatch.GetElapsedTime(committed, await sent.Task.WaitAsync(Patience, TimeProvider.System)).TotalMilliseconds);
                page.Drawn -= Draw;
            }
            return took;
        }
    }
}
