using System.Globalization;

namespace Workflows.Bench;

/// <summary>
/// Decisions by the same six callers on one, two and three nodes on one PostgreSQL, in turns. Each node is a whole application with its own connections, which hears what the others commit;
/// they share this process and its cores. SQLite has one node; there nothing is measured.
/// </summary>
internal static class ManyNodes
{
    private const int Callers = 6;

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        if (BenchDatabase.Server is null) return [];
        var acts = extent.Of(240, 12);
        await using var first = await BenchedApplication.Run();
        await using var second = await first.Beside();
        await using var third = await first.Beside();
        BenchedApplication[] nodes = [first, second, third];

        var sides = await Burst.InTurns(extent.Times(4), extent.Times(9), [.. Enumerable.Range(1, nodes.Length).Select<int, Func<Task<Burst>>>(count =>
            async () => await Burst.Run(Callers, await first.ManyAtOpinion(acts), (caller, item) => nodes[caller % count].Approve(item)))]);
        var over = string.Create(CultureInfo.InvariantCulture, $"{Callers} callers, rounds of {acts}");
        return
        [
            sides[1].Share(sides[0], "decisions on two nodes, relative to one", over, "÷ one node", "≥ 0.85, ≥ 0.95"),
            sides[2].Share(sides[0], "decisions on three nodes, relative to one", over, "÷ one node", "≥ 0.85, ≥ 0.95"),
            .. sides.SelectMany((side, at) => new[] { side.Speed($"decisions on {at + 1} node(s)", over), side.Most($"decisions on {at + 1} node(s)", over), side.Cpu($"decisions on {at + 1} node(s)", over) }),
        ];
    }
}
