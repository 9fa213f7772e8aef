using System.Globalization;

namespace Workflows.Bench;

/// <summary>What one act costs in things that can be counted; exact, on a busy machine too.</summary>
/// <param name="Commands">Commands and batches sent; on PostgreSQL each is a round trip and may hold many statements.</param>
/// <param name="RoundTrips">On PostgreSQL: the commands, and the commits that are sent by themselves.</param>
/// <param name="Rows">Rows inserted, changed and removed.</param>
/// <param name="AllocatedKb">Allocated by the process, in 1,024 bytes, mean of the counted acts.</param>
/// <param name="ByTable">Rows per table: +inserted ~changed −removed.</param>
internal sealed record Counted(string Act, double Transactions, double Commands, double RoundTrips, int Rows, double AllocatedKb, string ByTable);

/// <summary>Counts a start and a decision.</summary>
internal static class Counters
{
    private const int WarmUp = 30;
    private const int Acts = 20;

    /// <param name="trace">Where to write every command of one act, if anywhere.</param>
    public static async Task<IReadOnlyList<Counted>> Run(bool quick, TextWriter? trace)
    {
        using var count = new CommandCount();
        await using var application = await BenchedApplication.Run(count);
        var warmUp = quick ? 3 : WarmUp;
        for (var i = 0; i < warmUp; i++) await Approve(application, (await application.AtOpinion()).WorkItemId);

        var starts = await Count(application, count, "start a chain", () => Task.FromResult(0L), _ => application.Begin(), trace);
        var decisions = await Count(application, count, "one decision", async () => (await application.AtOpinion()).WorkItemId, item => Approve(application, item), trace);
        return [starts, decisions];
    }

    private static Task Approve(BenchedApplication application, long workItem) => application.Decide(application.Head, workItem, "Approve", "同意申报");

    private static async Task<Counted> Count(
        BenchedApplication application, CommandCount count, string act, Func<Task<long>> prepare, Func<long, Task> run, TextWriter? trace)
    {
        var prepared = new List<long>();
        for (var i = 0; i <= Acts; i++) prepared.Add(await prepare());

        count.Reset();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        foreach (var item in prepared.Take(Acts)) await run(item);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        var (transactions, commands, roundTrips) = (count.Transactions, count.Commands.Count, count.Commands.Count + count.Commits);

        var written = await application.Written(() =>
        {
            count.Reset();
            return run(prepared[^1]);
        });
        if (trace is not null)
        {
            await trace.WriteLineAsync($"--- {act}");
            foreach (var command in count.Commands)
                await trace.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{command.AllocatedKb,8:0.0} KB {command.Microseconds,8:0} µs  {OneLine(command.Text)}"));
        }
        return new Counted(
            act, (double)transactions / Acts, (double)commands / Acts, (double)roundTrips / Acts, written.Count, allocated / 1024.0 / Acts,
            string.Join(", ", written.GroupBy(row => row.Table.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {Signs(g)}")));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));

    private static string Signs(IEnumerable<WrittenRow> rows) => string.Join(
        ' ', rows.GroupBy(row => row.Before is null ? '+' : row.After is null ? '−' : '~').OrderBy(g => g.Key).Select(g => $"{g.Key}{g.Count()}"));
}
