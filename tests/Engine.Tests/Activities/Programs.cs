using FsCheck;
using FsCheck.Fluent;

namespace Workflows.Engine.Tests.Activities;

/// <summary>
/// Nested structured activities as a programmer thinks of them. A program can be built as activities (<see cref="Built"/>) and played by hand
/// (<see cref="ProgramPlay"/>); the two must agree on what waits.
/// </summary>
public abstract record Program
{
    /// <summary>A step that waits for a person, or one that runs through.</summary>
    public sealed record Task(bool Waits) : Program;

    public sealed record InTurn(Program[] Parts) : Program;

    /// <summary>Leaves the nearest loop in the round of this number; in other rounds it does nothing.</summary>
    public sealed record BreakIn(int Round) : Program;

    /// <summary>One branch if the round of the nearest loop has this number, else the other.</summary>
    public sealed record IfRound(int Round, Program Then, Program? Else) : Program;

    /// <summary>A switch: the cases that hold run all at once, or only the first.</summary>
    public sealed record Cases(bool All, (bool Holds, Program? Does)[] Of, Program? Default) : Program;

    public sealed record Loop(LoopKind Kind, int Rounds, Program Body) : Program;

    public sealed record AllOf(Program[] Branches) : Program;

    public sealed record Forked(bool First, Program[] Branches) : Program;

    public sealed record EachAtOnce(int Items, Program Body) : Program;

    public enum LoopKind { For, ForEach, While }

    public sealed override string ToString() => this switch
    {
        Task task => task.Waits ? "wait" : "step",
        InTurn inTurn => $"({string.Join(" → ", (object[])inTurn.Parts)})",
        BreakIn leave => $"break@{leave.Round}",
        IfRound choice => $"if@{choice.Round}({choice.Then} | {choice.Else})",
        Cases cases => $"switch{(cases.All ? "Any" : "First")}({string.Join(", ", cases.Of.Select(x => $"{x.Holds}: {x.Does}"))} | {cases.Default})",
        Loop loop => $"{loop.Kind}×{loop.Rounds}({loop.Body})",
        AllOf all => $"all({string.Join(" & ", (object[])all.Branches)})",
        Forked fork => $"fork{(fork.First ? "Any" : "All")}({string.Join(" & ", (object[])fork.Branches)})",
        EachAtOnce each => $"each×{each.Items}({each.Body})",
        _ => ""
    };

    /// <summary>Random programs.</summary>
    public static Gen<Program> Any { get; } = Gen.Sized(size => Sized(Math.Min(size + 4, 20)));

    private static Gen<Program> Sized(int size)
    {
        var task = Gen.Elements(true, true, false).Select(x => (Program)new Task(x));
        var leave = Gen.Choose(0, 2).Select(x => (Program)new BreakIn(x));
        if (size < 2) return Gen.Frequency((4, task), (1, leave));
        var part = Sized(size / 2);
        var maybe = Gen.Frequency((3, part.Select(x => (Program?)x)), (1, Gen.Constant<Program?>(null)));
        var parts = from count in Gen.Choose(1, 3) from list in part.ArrayOf(count) select list;
        var oneCase = from holds in Gen.Elements(true, false) from does in maybe select (holds, does);
        return Gen.Frequency(
            (2, task),
            (1, leave),
            (4, parts.Select(x => (Program)new InTurn(x))),
            (4, from kind in Gen.Elements(LoopKind.For, LoopKind.ForEach, LoopKind.While) from rounds in Gen.Choose(0, 3) from body in part select (Program)new Loop(kind, rounds, body)),
            (2, parts.Select(x => (Program)new AllOf(x))),
            (2, from first in Gen.Elements(true, false) from branches in parts select (Program)new Forked(first, branches)),
            (2, from items in Gen.Choose(0, 3) from body in part select (Program)new EachAtOnce(items, body)),
            (1, from round in Gen.Choose(0, 2) from then in part from other in maybe select (Program)new IfRound(round, then, other)),
            (1, from all in Gen.Elements(true, false) from cases in oneCase.ArrayOf(2) from other in maybe select (Program)new Cases(all, cases, other)));
    }

    /// <summary>The program as activities. Tasks are named by where they stand, so that the play finds the same names.</summary>
    public IActivity Built(string place = "T") => this switch
    {
        Task task => task.Waits ? new Wait(place) : new Step(place),
        InTurn inTurn => Sequence(inTurn.Parts.Select((x, i) => x.Built($"{place}.{i}"))),
        BreakIn leave => new If(x => RoundOf(x) == leave.Round) { Then = new Break() },
        IfRound choice => new If(x => RoundOf(x) == choice.Round) { Then = choice.Then.Built($"{place}.t"), Else = choice.Else?.Built($"{place}.e") },
        Cases cases => new Switch
        {
            Mode = new Input<SwitchMode>(cases.All ? SwitchMode.MatchAny : SwitchMode.MatchFirst),
            Cases = cases.Of.Select((x, i) => new SwitchCase { Label = $"{i}", Condition = Expression.LiteralExpression(x.Holds), Activity = x.Does?.Built($"{place}.{i}") }).ToList(),
            Default = cases.Default?.Built($"{place}.d")
        },
        Loop loop => BuiltLoop(loop, loop.Body.Built($"{place}.b")),
        AllOf all => new Elsa.Workflows.Activities.Parallel(all.Branches.Select((x, i) => x.Built($"{place}.{i}")).ToArray()),
        Forked fork => new Fork { JoinMode = fork.First ? ForkJoinMode.WaitAny : ForkJoinMode.WaitAll, Branches = fork.Branches.Select((x, i) => x.Built($"{place}.{i}")).ToList() },
        EachAtOnce each => new ParallelForEach<int>(Enumerable.Range(0, each.Items).ToList()) { Body = each.Body.Built($"{place}.b") },
        _ => throw new ArgumentOutOfRangeException(nameof(place))
    };

    private static IActivity BuiltLoop(Loop loop, IActivity body)
    {
        switch (loop.Kind)
        {
            case LoopKind.For: return new For(0, loop.Rounds, 1) { OuterBoundInclusive = new Input<bool>(false), Body = body };
            case LoopKind.ForEach: return new ForEach<int>(Enumerable.Range(0, loop.Rounds).ToList()) { Body = body };
            default:
                // The round is counted in variables of containers, so that loops side by side have their own.
                var next = new Variable<int>("Next", 0).WithStorageDriver<WorkflowInstanceStorageDriver>();
                var round = new Variable<int>("CurrentValue", 0).WithStorageDriver<WorkflowInstanceStorageDriver>();
                var begin = Sequence([new SetVariable<int>(round, x => next.Get(x)), new SetVariable<int>(next, x => next.Get(x) + 1), body]);
                begin.Variables.Add(round);
                var counted = Sequence([new While(x => next.Get(x) < loop.Rounds) { Body = begin }]);
                counted.Variables.Add(next);
                return counted;
        }
    }

    private static Sequence Sequence(IEnumerable<IActivity> activities) => new() { Activities = activities.ToList() };

    private static int RoundOf(ExpressionExecutionContext context) => context.GetVariableInScope("CurrentValue") is int round ? round : -1;
}
