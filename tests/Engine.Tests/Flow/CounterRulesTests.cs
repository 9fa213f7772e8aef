using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Workflows.Engine.Tests.Flow;

/// <summary>
/// Random flowcharts of any shape without loops, with joins of all modes: the engine runs the same activities in the same order as the
/// rules of counter mode taken word by word. And where those rules lose their way in a loop, what the engine does instead.
/// A failure prints the chart, the steps and the seed with which FsCheck repeats it (<c>Replay</c>).
/// </summary>
public class CounterRulesTests
{
    /// <summary>A chart without loops: activity i leads only to later ones.</summary>
    public sealed record Shape(int Activities, (int From, int Port, int To)[] Connections, int[] Waits, (int Activity, int Mode)[] Joins, int Seed)
    {
        public static Arbitrary<Shape> Any() => (
            from activities in Gen.Choose(3, 12)
            from count in Gen.Choose(activities, activities * 2)
            from connections in (
                from source in Gen.Choose(0, activities - 2)
                from target in Gen.Choose(source + 1, activities - 1)
                from port in Gen.Choose(0, 2)
                select (source, port, target)).ArrayOf(count)
            from waits in Gen.Choose(0, activities - 1).ArrayOf(activities / 2)
            from joins in (from activity in Gen.Choose(1, activities - 1) from mode in Gen.Choose(0, 2) select (activity, mode)).ArrayOf(activities / 4)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Shape(activities, Reachable(activities, connections), waits, joins, seed)).ToArbitrary();

        // An activity nothing leads to would be another start.
        private static (int From, int Port, int To)[] Reachable(int activities, (int From, int Port, int To)[] connections) => Enumerable.Range(1, activities - 1)
            .Where(x => connections.All(connection => connection.To != x)).Select(x => (x - 1, x % 3, x)).Concat(connections).Distinct().ToArray();

        public override string ToString() =>
            $"{string.Join(' ', Connections.Select(x => $"N{x.From}:{x.Port}>N{x.To}"))}, waiting {string.Join(' ', Waits.Distinct())}, joins {string.Join(' ', Joins)}, seed {Seed}";
    }

    [Property(MaxTest = 600, Arbitrary = [typeof(Shape)])]
    public async Task Without_loops_the_engine_runs_what_the_rules_as_written_run_in_the_same_order(Shape shape)
    {
        var random = new Random(shape.Seed);
        var joins = shape.Joins.GroupBy(x => x.Activity).ToDictionary(x => $"N{x.Key}", x => (FlowJoinMode)x.First().Mode);
        var waits = shape.Waits.Select(x => $"N{x}").Where(x => !joins.ContainsKey(x)).ToHashSet();
        var outcomes = Enumerable.Range(0, shape.Activities).ToDictionary(x => $"N{x}", _ => new[] { "0", "1", "2" }.Where(_ => random.Next(3) > 0).ToArray());
        var activities = outcomes.Select(x => joins.TryGetValue(x.Key, out var mode) ? new FlowJoin { Id = x.Key, Mode = new Input<FlowJoinMode>(mode) }
            : waits.Contains(x.Key) ? new Hold(x.Key, x.Value) : (IActivity)new Step(x.Key, x.Value.Append("-").ToArray())).ToList();
        var connections = shape.Connections.Select(x => (From: $"N{x.From}", Port: joins.ContainsKey($"N{x.From}") ? "Done" : $"{x.Port}", To: $"N{x.To}")).Distinct().ToList();

        var rules = new CountersAsWritten("N0", connections, joins);
        var ran = new List<string>();
        Drain();
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw(string.Join(' ', connections.Select(x => $"{x.From}:{x.Port}>{x.To}")), [.. activities]), start: null);
        for (; ; )
        {
            Ran(engine, id).ShouldBe(ran, shape.ToString());
            engine.Status(id).ShouldBe(rules.Running.Count == 0 ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended, shape.ToString());
            if (rules.Running.Count == 0) break;
            var next = rules.Running[random.Next(rules.Running.Count)];
            await engine.Resume(id, next);
            ran.Add($"{next}!");
            rules.Complete(next, outcomes[next]);
            Note();
            Drain();
        }

        void Drain()
        {
            while (rules.Scheduled.TryDequeue(out var activity))
            {
                ran.Add(activity);
                if (waits.Contains(activity))
                {
                    rules.Running.Add(activity);
                    continue;
                }

                if (joins.ContainsKey(activity)) rules.Join(activity);
                else rules.Complete(activity, outcomes[activity]);
                Note();
            }
        }

        void Note()
        {
            ran.AddRange(rules.Cancelled.Select(x => $"{x}~"));
            rules.Cancelled.Clear();
        }
    }

    [Fact]
    public async Task The_rules_as_written_run_the_pilot_chart_as_the_engine_does()
    {
        var chart = Chart.Load("pilot-site-application");
        var connections = chart.Connections.Select(x => (From: x.Source.Activity.Id, Port: x.Source.Port!, To: x.Target.Activity.Id)).ToList();
        await using var engine = new TestEngine();
        for (var seed = 1; seed <= 30; seed++)
        {
            var random = new Random(seed);
            var rules = new CountersAsWritten("fill", connections);
            var id = await engine.Run(Chart.Load("pilot-site-application"));
            for (var step = 0; step < 60 && rules.Scheduled.TryDequeue(out var activity); step++)
            {
                engine.Waiting(id).ShouldBe(activity, $"seed {seed}");
                var ways = connections.Where(x => x.From == activity).ToList();
                var outcome = ways.Count == 0 ? "None" : ways[random.Next(ways.Count)].Port;
                rules.Complete(activity, outcome);
                await engine.Resume(id, activity, outcome);
                rules.Scheduled.Count.ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
            }

            engine.Status(id).ShouldBe(rules.Scheduled.Count == 0 ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended, $"seed {seed}");
        }
    }

    // A choice between a way with a loop in it and one without, both leading to E.
    private const string LoopOnOneWay = "A:x>B A:y>E B>C C:On>E C:Return>B";

    [Fact]
    public void As_written_the_rules_lose_what_follows_a_loop_that_only_one_of_two_ways_has()
    {
        var rules = new CountersAsWritten("A", [("A", "x", "B"), ("A", "y", "E"), ("B", "Done", "C"), ("C", "On", "E"), ("C", "Return", "B")]);
        foreach (var (activity, outcome) in new[] { ("A", "x"), ("B", "Done"), ("C", "Return"), ("B", "Done"), ("C", "On") })
        {
            rules.Scheduled.Dequeue().ShouldBe(activity);
            rules.Complete(activity, outcome);
        }

        rules.Scheduled.ShouldBeEmpty();
    }

    [Fact]
    public void As_written_the_rules_do_not_wait_for_a_branch_that_goes_round_in_a_loop()
    {
        var rules = new CountersAsWritten("F", [("F", "Done", "A"), ("F", "Done", "B"), ("A", "On", "C"), ("A", "Return", "A"), ("B", "Done", "C")]);
        rules.Complete(rules.Scheduled.Dequeue(), "Done");
        rules.Scheduled.ShouldBe(["A", "B"]);
        rules.Complete(rules.Scheduled.Dequeue(), "Return");
        rules.Complete(rules.Scheduled.Dequeue(), "Done");

        rules.Scheduled.ShouldBe(["A", "C"]);
    }

    [Fact]
    public async Task An_outer_round_does_not_lose_what_an_inner_return_ran_before_a_suspension()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("A>B B>C C:Return>B C:Out>A C:On>D"));

        for (var round = 0; round < 3; round++)
        {
            await engine.Resume(id, "A");
            await engine.Resume(id, "B");
            await engine.Resume(id, "C", "Return");
            await engine.Resume(id, "B");
            await engine.Resume(id, "C", "Out");
        }

        engine.Waiting(id).ShouldBe("A");
    }

    [Fact]
    public async Task What_follows_a_loop_that_only_one_of_two_ways_has_is_not_lost()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw(LoopOnOneWay));

        await engine.Resume(id, "A", "x");
        for (var round = 0; round < 3; round++)
        {
            await engine.Resume(id, "B");
            await engine.Resume(id, "C", "Return");
        }

        await engine.Resume(id, "B");
        await engine.Resume(id, "C", "On");

        engine.Waiting(id).ShouldBe("E");
    }

    [Fact]
    public async Task A_convergence_waits_for_a_branch_that_goes_round_in_a_loop()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F>H H>A F>B A:On>C A:Return>H B>C", new Step("F")));
        await engine.Resume(id, "H");
        await engine.Resume(id, "A", "Return");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("H");
        await engine.Resume(id, "H");
        await engine.Resume(id, "A", "On");

        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task An_activity_that_goes_on_and_back_at_once_starts_rounds_that_stand_for_themselves()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("T:A>M T:B>Q T:Again>T M>P Q>P", new Hold("T", "A", "Again"), new Step("M"), new Step("Q"), new Step("P")));

        for (var round = 0; round < 3; round++) await engine.Resume(id, "T");

        engine.Completed(id).ShouldBe("T M P T M P T M P");
        engine.Waiting(id).ShouldBe("T");
    }

    [Fact]
    public async Task A_return_starts_the_round_anew_for_branches_that_wait_at_a_convergence_inside_the_loop()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("H>F F>A F>B A>C B:On>C B:Return>H C:On>E C:Return>H", new Step("F")));

        await engine.Resume(id, "H");
        await engine.Resume(id, "A");
        await engine.Resume(id, "B", "Return");
        engine.Waiting(id).ShouldBe("H");
        await engine.Resume(id, "H");
        engine.Waiting(id).ShouldBe("A B");
        await engine.Resume(id, "B", "On");
        engine.Waiting(id).ShouldBe("A");
        await engine.Resume(id, "A");
        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task A_return_past_an_inner_loop_does_not_count_as_leaving_it()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F>W F>H H:x>T H:y>C T:In>T T:Out>H T:On>C C:Return>H", new Step("F")));

        await engine.Resume(id, "H", "x");
        await engine.Resume(id, "T", "Out");
        await engine.Resume(id, "H", "x");
        await engine.Resume(id, "T", "On");

        engine.Waiting(id).ShouldBe("C W");
    }

    [Fact]
    public async Task What_a_loop_skips_in_one_round_it_may_follow_in_the_next()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F>D F>H D>E H:x>A H:y>B A:Return>H A:On>E B:Return>H B:On>E", new Step("F")));

        await engine.Resume(id, "D");
        await engine.Resume(id, "H", "x");
        await engine.Resume(id, "A", "Return");
        await engine.Resume(id, "H", "y");
        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B", "On");
        await engine.Resume(id, "E");

        engine.Completed(id).ShouldBe("F D H A H B E");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_branch_that_leaves_the_loop_in_two_rounds_counts_once_for_the_convergence_outside()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("H>F F>A F>B A:On>C A:Return>H B:On>C B:Return>H", new Step("F")));

        await engine.Resume(id, "H");
        await engine.Resume(id, "A", "On");
        await engine.Resume(id, "B", "Return");
        await engine.Resume(id, "H");
        await engine.Resume(id, "A", "On");
        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B", "On");
        await engine.Resume(id, "C");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_loop_has_not_ended_while_a_path_waits_inside()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("H>F F:x>A F:y>B A:Done>C B>C C:Return>H C:On>E", new Step("F", "x", "y"), new Announcer("A")));

        await engine.Resume(id, "H");
        await engine.Resume(id, "B");
        await engine.Resume(id, "C", "On");
        await engine.Resume(id, "E");
        engine.Waiting(id).ShouldBe("C");
        await engine.Resume(id, "C", "Return");

        engine.Waiting(id).ShouldBe("H");
    }

    [Fact]
    public async Task A_path_that_waits_where_no_other_can_arrive_any_more_goes_on()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F:x>A F:y>B A:Done>C B>C", new Step("F", "x", "y"), new Announcer("A")));

        // A arrives twice, B once.
        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("C");
        await engine.Resume(id, "C");
        engine.Waiting(id).ShouldBe("C");
        await engine.Resume(id, "C");

        engine.Completed(id).ShouldBe("F A B C C");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    private static List<string> Ran(TestEngine engine, string id)
    {
        var ran = new List<string>();
        foreach (var line in engine.Journal(id).Where(x => x.ActivityId.StartsWith('N')))
            if (line.EventName switch { "Started" => "", "Resumed" => "!", "Canceled" => "~", _ => null } is { } mark)
                ran.Add($"{line.ActivityId}{mark}");
        return ran;
    }

    /// <summary>Goes on while it still runs, and once more when it completes.</summary>
    private sealed class Announcer : Activity
    {
        public Announcer(string id) => Id = id;

        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            await context.ScheduleOutcomesAsync("Done");
            await context.CompleteActivityWithOutcomesAsync("Done");
        }
    }

    /// <summary>Waits; completes with the outcomes it was made with.</summary>
    private sealed class Hold : Activity
    {
        private readonly string[] _outcomes;

        public Hold(string id, params string[] outcomes)
        {
            Id = id;
            _outcomes = outcomes;
        }

        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(OnResumeAsync);

        private ValueTask OnResumeAsync(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync(_outcomes);
    }
}
