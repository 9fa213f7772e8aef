using System.Globalization;
using System.Threading.Channels;

namespace Workflows.Bench;

/// <summary>
/// The decision on SQLite with eight callers, against the raw single writer: one thread that takes whatever waits, writes it in one transaction and answers all after the flush.
/// PostgreSQL has many writers and commits in groups by itself; there nothing is measured.
/// </summary>
internal static class GroupCommit
{
    private const int Callers = 8;

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        if (BenchDatabase.Server is not null) return [];
        var acts = extent.Of(320, 16);
        await using var application = await BenchedApplication.Run();
        await application.Approve((await application.AtOpinion()).WorkItemId);
        var (_, recorded) = await application.AtOpinion();
        await using var raw = await application.Recorded(() => application.Approve(recorded));
        await using var together = new Writer(raw, Callers);
        await using var oneByOne = new Writer(raw, 1);

        var sides = await Burst.InTurns(extent.Times(4), extent.Times(7),
            async () => await Burst.Run(Callers, await application.ManyAtOpinion(acts), (_, item) => application.Approve(item)),
            async () => await Burst.Run(Callers, await raw.Prepare(acts), (_, copy) => together.Write(copy)),
            async () => await Burst.Run(Callers, await raw.Prepare(acts), (_, copy) => oneByOne.Write(copy)));
        var over = string.Create(CultureInfo.InvariantCulture, $"{Callers} callers, rounds of {acts}");
        return
        [
            sides[0].Share(sides[1], "decisions on SQLite, as share of the raw writer with group commit", over, "÷ raw", "≥ 0.25, ≥ 0.5"),
            sides[0].Share(sides[2], "the same, as share of the raw writer without it", over, "÷ raw"),
            sides[0].Speed("decisions on SQLite", over), sides[0].Half("decisions on SQLite", over), sides[0].Most("decisions on SQLite", over, "–, ≤ 25"), sides[0].Cpu("decisions on SQLite", over),
            sides[1].Speed("raw writer with group commit", over), sides[1].Most("raw writer with group commit", over), sides[2].Speed("raw writer without it", over),
        ];
    }

    /// <summary>Writes what many callers hand in, up to so many of them in one transaction.</summary>
    private sealed class Writer : IAsyncDisposable
    {
        private readonly Channel<(IReadOnlyList<WrittenRow> Copy, TaskCompletionSource Done)> waiting = Channel.CreateUnbounded<(IReadOnlyList<WrittenRow>, TaskCompletionSource)>();
        private readonly Task work;

        public Writer(RawBatch raw, int most) => work = Task.Run(async () =>
        {
            var taken = new List<(IReadOnlyList<WrittenRow> Copy, TaskCompletionSource Done)>();
            while (await waiting.Reader.WaitToReadAsync())
            {
                taken.Clear();
                while (taken.Count < most && waiting.Reader.TryRead(out var one)) taken.Add(one);
                await raw.RunTogether([.. taken.Select(one => one.Copy)]);
                foreach (var (_, done) in taken) done.SetResult();
            }
        });

        /// <summary>Ends when it is written and flushed.</summary>
        public async Task Write(IReadOnlyList<WrittenRow> copy)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await waiting.Writer.WriteAsync((copy, done));
            await await Task.WhenAny(done.Task, work);
        }

        public async ValueTask DisposeAsync()
        {
            waiting.Writer.Complete();
            await work;
        }
    }
}
