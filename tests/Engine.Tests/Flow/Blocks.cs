using FsCheck;
using FsCheck.Fluent;

namespace Workflows.Engine.Tests.Flow;

/// <summary>
/// Flows put together from blocks, as people think of them: tasks, one after the other, either-or, all of them, and loops. A block can be
/// drawn as a flowchart (without any joining activities), and it can be played by hand (<see cref="Play"/>); the two must agree.
/// A task always has the outcome <c>On</c>; it may also end its path (<c>Exit</c>) or return to the head of a loop around it (<c>Back0</c> is
/// the nearest).
/// </summary>
public abstract record Block
{
    public sealed record Task(bool MayExit, bool MayReturn) : Block;

    public sealed record InTurn(Block[] Parts) : Block;

    public sealed record OneOf(Block[] Branches) : Block;

    public sealed record AllOf(Block[] Branches) : Block;

    public sealed record Loop(Block Body) : Block;

    public sealed override string ToString() => this switch
    {
        Task task => "task" + (task.MayExit ? "/exit" : "") + (task.MayReturn ? "/back" : ""),
        InTurn inTurn => $"({string.Join(" → ", (object[])inTurn.Parts)})",
        OneOf oneOf => $"one({string.Join(" | ", (object[])oneOf.Branches)})",
        AllOf allOf => $"all({string.Join(" & ", (object[])allOf.Branches)})",
        Loop loop => $"loop({loop.Body})",
        _ => ""
    };

    /// <summary>Random blocks.</summary>
    public static Gen<Block> Any(bool parallel) => Gen.Sized(size => Any(Math.Min(size, 24), parallel));

    private static Gen<Block> Any(int size, bool parallel)
    {
        var task = from exit in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
                   from back in Gen.Elements(false, true)
                   select (Block)new Task(exit, back);
        if (size < 2) return task;
        var part = Any(size / 2, parallel);
        var parts = from count in Gen.Choose(2, 3) from list in part.ArrayOf(count) select list;
        var kinds = new List<(int, Gen<Block>)>
        {
            (1, task), (3, parts.Select(x => (Block)new InTurn(x))), (2, parts.Select(x => (Block)new OneOf(x))), (2, part.Select(x => (Block)new Loop(x)))
        };
        if (parallel) kinds.Add((3, parts.Select(x => (Block)new AllOf(x))));
        return Gen.Frequency(kinds.ToArray());
    }
}

/// <summary>A block with its tasks named, drawn as a flowchart, and the outcomes each task may have.</summary>
internal sealed class Drawing
{
    private readonly List<string> _connections = [];
    private readonly List<(string Head, List<(string Task, string Outcome)> Leaves)> _loops = [];
    private readonly bool _returnsFromBranches;
    private int _last;

    /// <param name="returnsFromBranches">May one of several parallel branches return to a loop around all of them?</param>
    public Drawing(Block block, bool returnsFromBranches = false)
    {
        _returnsFromBranches = returnsFromBranches;
        Start = NewTask();
        Root = Draw(block, 0);
        Connect([(Start, "On")], Root.Entry);
        End = NewTask();
        Connect(Root.Ends, End);
    }

    public string Start { get; }
    public string End { get; }
    public Placed Root { get; }
    public Dictionary<string, List<string>> Outcomes { get; } = [];
    public string Connections => string.Join(' ', _connections);

    private Placed Draw(Block block, int returnsTo)
    {
        switch (block)
        {
            case Block.Task task:
                var id = NewTask();
                if (task.MayExit)
                {
                    Outcomes[id].Add("Exit");
                    _connections.Add($"{id}:Exit>X{id}");
                    Outcomes[$"X{id}"] = ["On"];
                }

                if (task.MayReturn) Return(id, returnsTo);
                if (task.MayReturn && _loops.Count > returnsTo)
                {
                    Outcomes[id].Add("Leave");
                    _loops[^1].Leaves.Add((id, "Leave"));
                }

                return new Placed(block, id, [], id, [(id, "On")]);
            case Block.InTurn inTurn:
                var parts = inTurn.Parts.Select(x => Draw(x, returnsTo)).ToList();
                foreach (var (before, after) in parts.Zip(parts.Skip(1))) Connect(before.Ends, after.Entry);
                return new Placed(block, null, parts, parts[0].Entry, parts[^1].Ends);
            case Block.OneOf oneOf:
                var decision = NewTask();
                Outcomes[decision].Clear();
                var choices = oneOf.Branches.Select(x => Draw(x, returnsTo)).ToList();
                for (var i = 0; i < choices.Count; i++)
                {
                    Outcomes[decision].Add($"Way{i}");
                    Connect([(decision, $"Way{i}")], choices[i].Entry);
                }

                return new Placed(block, decision, choices, decision, choices.SelectMany(x => x.Ends).ToList());
            case Block.AllOf allOf:
                var fork = NewTask();
                var branches = allOf.Branches.Select(x => Draw(x, _returnsFromBranches ? returnsTo : _loops.Count)).ToList();
                foreach (var branch in branches) Connect([(fork, "On")], branch.Entry);
                return new Placed(block, fork, branches, fork, branches.SelectMany(x => x.Ends).ToList());
            case Block.Loop loop:
                var head = NewTask();
                List<(string, string)> leaves = [];
                _loops.Add((head, leaves));
                var body = Draw(loop.Body, returnsTo);
                Connect([(head, "On")], body.Entry);
                var tail = NewTask();
                Connect(body.Ends, tail);
                Return(tail, returnsTo);
                _loops.RemoveAt(_loops.Count - 1);
                return new Placed(block, head, [body], head, [(tail, "On"), .. leaves]) { Tail = tail };
            default:
                throw new InvalidOperationException($"Unknown block {block}.");
        }
    }

    private string NewTask()
    {
        var id = $"T{++_last}";
        Outcomes[id] = ["On"];
        return id;
    }

    private void Return(string from, int returnsTo)
    {
        for (var i = _loops.Count - 1; i >= returnsTo; i--)
        {
            var outcome = $"Back{_loops.Count - 1 - i}";
            Outcomes[from].Add(outcome);
            _connections.Add($"{from}:{outcome}>{_loops[i].Head}");
        }
    }

    private void Connect(IEnumerable<(string Task, string Outcome)> ends, string entry) => _connections.AddRange(ends.Select(x => $"{x.Task}:{x.Outcome}>{entry}"));
}

/// <summary>A block in a drawing: its own task (decision, fork, head of a loop), its parts, where it begins and ends.</summary>
internal sealed record Placed(Block Block, string? Task, List<Placed> Parts, string Entry, List<(string Task, string Outcome)> Ends)
{
    public string? Tail { get; init; }
}

/// <summary>Plays a drawing by hand, block by block: slow, plain, and knowing nothing of connections and counts.</summary>
internal sealed class Play
{
    private readonly List<(string Task, Action<string> Then)> _open = [];
    private readonly List<(Action Restart, Action Leave)> _loops = [];

    public Play(Drawing drawing) => Open(drawing.Start, _ => Begin(drawing.Root, arrived =>
    {
        if (arrived) Open(drawing.End, _ => { });
    }));

    /// <summary>The tasks that are open, in alphabetical order.</summary>
    public IEnumerable<string> Waiting => _open.Select(x => x.Task).Order(StringComparer.Ordinal);

    public void Complete(string task, string outcome)
    {
        var open = _open.First(x => x.Task == task);
        _open.Remove(open);
        open.Then(outcome);
    }

    private void Open(string task, Action<string> then) => _open.Add((task, then));

    private void Begin(Placed placed, Action<bool> then)
    {
        var loops = _loops.ToList();
        switch (placed.Block)
        {
            case Block.Task:
                Open(placed.Task!, outcome =>
                {
                    if (outcome == "Exit") Open($"X{placed.Task}", _ => { });
                    if (outcome == "Leave") loops[^1].Leave();
                    else if (outcome.StartsWith("Back", StringComparison.Ordinal)) GoBack(loops, outcome);
                    else then(outcome == "On");
                });
                break;
            case Block.InTurn:
                InTurn(placed.Parts, 0, loops, then);
                break;
            case Block.OneOf:
                Open(placed.Task!, outcome => Inside(loops, () => Begin(placed.Parts[int.Parse(outcome[3..], System.Globalization.CultureInfo.InvariantCulture)], then)));
                break;
            case Block.AllOf:
                Open(placed.Task!, _ =>
                {
                    var running = placed.Parts.Count;
                    var any = false;
                    foreach (var part in placed.Parts)
                        Inside(loops, () => Begin(part, arrived =>
                        {
                            any |= arrived;
                            if (--running == 0) then(any);
                        }));
                });
                break;
            case Block.Loop:
                Round();
                break;

                void Round() => Open(placed.Task!, _ =>
                {
                    List<(Action, Action)> inside = [.. loops, (Round, () => then(true))];
                    Inside(inside, () => Begin(placed.Parts[0], arrived =>
                    {
                        if (!arrived) then(false);
                        else Open(placed.Tail!, outcome =>
                        {
                            if (outcome == "On") then(true);
                            else GoBack(inside, outcome);
                        });
                    }));
                });
        }
    }

    private static void GoBack(List<(Action Restart, Action Leave)> loops, string outcome) =>
        loops[^(1 + int.Parse(outcome[4..], System.Globalization.CultureInfo.InvariantCulture))].Restart();

    private void InTurn(List<Placed> parts, int index, List<(Action, Action)> loops, Action<bool> then) => Inside(loops, () => Begin(parts[index], arrived =>
    {
        if (!arrived || index == parts.Count - 1) then(arrived);
        else InTurn(parts, index + 1, loops, then);
    }));

    private void Inside(List<(Action, Action)> loops, Action action)
    {
        var outer = _loops.ToList();
        _loops.Clear();
        _loops.AddRange(loops);
        action();
        _loops.Clear();
        _loops.AddRange(outer);
    }
}
