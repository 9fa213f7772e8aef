namespace Workflows.Engine.Tests.Activities;

/// <summary>A program played by hand: what is to be done stands in a queue, as in the engine, and the waiting tasks in a list.</summary>
internal sealed class ProgramPlay
{
    private readonly Queue<(Frame Frame, Action Do)> _queue = new();
    private readonly List<(Frame Frame, string Task, Action Done)> _waiting = [];

    public ProgramPlay(Program program)
    {
        Run(program, "T", new Frame(null, Kind.Root, -1), () => IsFinished = true);
        Work();
    }

    public bool IsFinished { get; private set; }

    /// <summary>The waiting tasks in the order in which they began to wait.</summary>
    public IReadOnlyList<string> Waiting => IsFinished ? [] : [.. _waiting.Select(x => x.Task)];

    public void Complete(int waiting)
    {
        var (_, _, done) = _waiting[waiting];
        _waiting.RemoveAt(waiting);
        done();
        Work();
    }

    private void Work()
    {
        while (!IsFinished && _queue.TryDequeue(out var next))
            if (!next.Frame.IsGone) next.Do();
    }

    private void Run(Program? program, string place, Frame around, Action done)
    {
        if (program == null) done();
        else _queue.Enqueue((around, () => Begin(program, place, around, done)));
    }

    private void Begin(Program program, string place, Frame around, Action done)
    {
        switch (program)
        {
            case Program.Task { Waits: true }:
                _waiting.Add((around, place, done));
                break;
            case Program.Task:
                done();
                break;
            case Program.InTurn inTurn:
                var sequence = new Frame(around, Kind.Sequence, around.Round);
                Next(0);

                void Next(int index)
                {
                    if (index == inTurn.Parts.Length || sequence.IsBreaking) done();
                    else Run(inTurn.Parts[index], $"{place}.{index}", sequence, () => Next(index + 1));
                }

                break;
            case Program.BreakIn leave:
                // The If around it, and then the Break, are scheduled one after the other.
                if (around.Round != leave.Round) done();
                else
                    _queue.Enqueue((around, () =>
                    {
                        around.Break();
                        done();
                    }));
                break;
            case Program.IfRound choice:
                if (around.Round == choice.Round) Run(choice.Then, $"{place}.t", around, done);
                else Run(choice.Else, $"{place}.e", around, done);
                break;
            case Program.Cases cases:
                var holding = cases.Of.Select((x, i) => (x.Holds, x.Does, Place: $"{place}.{i}")).Where(x => x.Holds).Take(cases.All ? int.MaxValue : 1).ToList();
                AllAtOnce(holding.Count == 0 ? [(cases.Default, $"{place}.d", around)] : holding.Select(x => (x.Does, x.Place, around)), done);
                break;
            case Program.AllOf all:
                AllAtOnce(all.Branches.Select((x, i) => ((Program?)x, $"{place}.{i}", around)), done);
                break;
            case Program.EachAtOnce each:
                AllAtOnce(Enumerable.Range(0, each.Items).Select(i => ((Program?)each.Body, $"{place}.b", new Frame(around, Kind.Item, i))), done);
                break;
            case Program.Forked fork:
                var branches = new Frame(around, Kind.Fork, around.Round);
                var left = fork.Branches.Length;
                for (var i = 0; i < fork.Branches.Length; i++)
                    Run(fork.Branches[i], $"{place}.{i}", branches, () =>
                    {
                        if (--left > 0 && !fork.First && !branches.IsBreaking) return;
                        branches.Cancel();
                        _waiting.RemoveAll(x => x.Frame.IsGone);
                        done();
                    });
                break;
            case Program.Loop { Kind: Program.LoopKind.While } loop:
                // A sequence with the loop in it, whose body is a sequence: two steps that count, then the program's own body.
                var outer = new Frame(around, Kind.Sequence, around.Round);
                _queue.Enqueue((outer, () => Rounds(loop, place, outer, done)));
                break;
            case Program.Loop loop:
                Rounds(loop, place, around, done);
                break;
        }
    }

    private void Rounds(Program.Loop loop, string place, Frame around, Action done)
    {
        var isBreaking = false;
        Round(0);

        void Round(int round)
        {
            if (round == loop.Rounds || isBreaking)
            {
                done();
                return;
            }

            var frame = new Frame(around, Kind.Loop, round, () => isBreaking = true);
            if (loop.Kind != Program.LoopKind.While)
            {
                Run(loop.Body, $"{place}.b", frame, () => Round(round + 1));
                return;
            }

            var body = new Frame(frame, Kind.Sequence, round);
            _queue.Enqueue((body, () => _queue.Enqueue((body, () => _queue.Enqueue((body, () => Run(loop.Body, $"{place}.b", body, () => Round(round + 1))))))));
        }
    }

    private void AllAtOnce(IEnumerable<(Program? Program, string Place, Frame Frame)> branches, Action done)
    {
        var all = branches.Where(x => x.Program != null).ToList();
        var left = all.Count;
        if (left == 0) done();
        foreach (var (program, place, frame) in all)
            Run(program, place, frame, () =>
            {
                if (--left == 0) done();
            });
    }

    private enum Kind { Root, Sequence, Item, Fork, Loop }

    /// <summary>What stands around a step: which round it is in, and whether it is being left.</summary>
    private sealed class Frame(Frame? outer, Kind kind, int round, Action? leave = null)
    {
        private bool _cancelled;

        public int Round => round;
        public bool IsBreaking { get; private set; }
        public bool IsGone => _cancelled || outer?.IsGone == true;

        public void Cancel() => _cancelled = true;

        /// <summary>Marks sequences and forks on the way out, up to the nearest loop.</summary>
        public void Break()
        {
            IsBreaking = true;
            leave?.Invoke();
            if (kind != Kind.Loop) outer?.Break();
        }
    }
}
