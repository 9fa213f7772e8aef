using Elsa.Workflows.Activities.Flowchart.Options;

namespace Workflows.Engine.Tests.Flow;

/// <summary>
/// The real chart of the pilot-site applications, every activity replaced by one that waits for the test, so that any outcome can happen
/// anywhere. One path is taken at a time: after each step exactly the target of the followed connection must wait, and the instance
/// must be finished exactly when an activity without connections has run. The state is written and read back between every two steps.
/// </summary>
public class PilotChartTests
{
    private static readonly Flowchart Drawn = Chart.Load("pilot-site-application");
    private static readonly ILookup<string, Connection> Outbound = Drawn.Connections.ToLookup(x => x.Source.Activity.Id);

    [Fact]
    public void The_chart_has_the_shape_these_tests_are_about()
    {
        Returns.Count().ShouldBeGreaterThanOrEqualTo(6);
        Outbound["resume"].Count().ShouldBeGreaterThanOrEqualTo(4);
        Outbound["wait"].ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(FlowchartExecutionMode.CounterBased)]
    [InlineData(FlowchartExecutionMode.TokenBased)]
    public async Task Every_path_without_a_return_runs_to_its_end(FlowchartExecutionMode mode)
    {
        var paths = Paths("fill", []).ToList();
        paths.Count.ShouldBeGreaterThan(50);
        await using var engine = Engine(mode);
        foreach (var path in paths) await Walk(engine, path);
    }

    [Theory]
    [InlineData(FlowchartExecutionMode.CounterBased)]
    [InlineData(FlowchartExecutionMode.TokenBased)]
    public async Task After_a_return_from_any_activity_the_chart_can_jump_forward_anywhere(FlowchartExecutionMode mode)
    {
        await using var engine = Engine(mode);
        foreach (var back in Returns)
        {
            var there = Shortest("fill", back.Source.Activity.Id).Append(back).ToList();
            foreach (var jump in Outbound["resume"])
            {
                List<Connection> again = [.. Shortest(back.Target.Activity.Id, "resume"), jump];
                await Walk(engine, [.. there, .. again, .. ToTheEnd(jump.Target.Activity.Id)]);
            }
        }
    }

    [Fact]
    public async Task Several_returns_in_a_row_jump_forward_in_every_round()
    {
        await using var engine = Engine(FlowchartExecutionMode.CounterBased);
        await Walk(engine, Follow("""
            fill:Submitted validate:Valid resume:Default pledge:Signed unit-opinion:Return
            fill:Submitted validate:Invalid
            fill:Submitted validate:Valid resume:Default pledge:Signed unit-opinion:Approve unit-seal:Sealed superior:Found superior-opinion:Return
            fill:Submitted validate:Valid resume:上级意见 superior-opinion:Approve superior-seal:Refused
            resume:上级意见 superior-opinion:Approve superior-seal:Sealed route:组织推荐 collect:Incomplete
            fill:Submitted validate:Valid resume:汇总收件 collect:Accepted recommend:Return
            fill:Submitted validate:Valid resume:汇总推荐 recommend:Approve recommended:Done summary:Done copy-up:Done receive:Incomplete
            fill:Submitted validate:Valid resume:项目组收件 receive:Incomplete
            fill:Submitted validate:Valid resume:项目组收件 receive:Accepted wait:Listed
            """, "listed"));
    }

    [Fact]
    public async Task A_return_from_a_late_activity_before_the_other_route_was_ever_taken_leaves_both_routes_open()
    {
        await using var engine = Engine(FlowchartExecutionMode.CounterBased);
        await Walk(engine, Follow("""
            fill:Submitted validate:Valid resume:Default pledge:Signed unit-opinion:Approve unit-seal:Sealed superior:Found superior-opinion:Approve superior-seal:Sealed
            route:组织推荐 collect:Accepted recommend:Approve recommended:Done summary:Done copy-up:Done receive:Incomplete
            fill:Submitted validate:Valid resume:Default pledge:Signed unit-opinion:Approve unit-seal:Sealed superior:Found superior-opinion:Approve superior-seal:Sealed
            route:直接申报 tell-collector:Done receive:Accepted wait:NotListed
            """, "not-listed"));
    }

    [Fact]
    public async Task The_second_door_leads_from_being_late_to_the_direct_route()
    {
        await using var engine = Engine(FlowchartExecutionMode.CounterBased);
        await Walk(engine, Follow("""
            fill:Submitted validate:Valid resume:Default pledge:Signed unit-opinion:Approve unit-seal:Sealed superior:Found superior-opinion:Approve superior-seal:Sealed
            route:组织推荐 collect:Incomplete
            fill:Submitted validate:Valid resume:汇总收件 collect:Late take-direct:直接申报 receive:Incomplete
            fill:Submitted validate:Valid resume:项目组收件 receive:Accepted wait:Listed
            """, "listed"));
    }

    [Fact]
    public async Task The_state_does_not_grow_with_the_rounds()
    {
        await using var engine = Engine(FlowchartExecutionMode.CounterBased);
        var round = Follow("""
            fill:Submitted validate:Valid resume:Default pledge:Signed unit-opinion:Approve unit-seal:Sealed superior:Found superior-opinion:Approve superior-seal:Sealed
            route:组织推荐 collect:Accepted recommend:Return
            """, "fill");
        var id = await engine.Run(Chart.Load("pilot-site-application"));
        var sizes = new List<int>();
        for (var i = 0; i < 30; i++)
        {
            foreach (var step in round) await engine.Resume(id, step.Source.Activity.Id, step.Source.Port);
            sizes.Add(ScopeOf(engine, id).Length);
        }

        sizes.ShouldAllBe(x => x < 100);
    }

    [Fact]
    public async Task While_one_path_is_taken_the_state_holds_only_the_dead_connections_that_a_later_convergence_asks_for()
    {
        await using var engine = Engine(FlowchartExecutionMode.CounterBased);
        var id = await engine.Run(Chart.Load("pilot-site-application"));
        foreach (var step in Follow("fill:Submitted validate:Valid resume:Default", "pledge")) await engine.Resume(id, step.Source.Activity.Id, step.Source.Port);

        ScopeOf(engine, id).Length.ShouldBeLessThan(500);
    }

    [Theory]
    [InlineData(FlowchartExecutionMode.CounterBased)]
    [InlineData(FlowchartExecutionMode.TokenBased)]
    public async Task Random_walks_of_many_rounds_never_lose_a_step_nor_take_one_twice(FlowchartExecutionMode mode)
    {
        await using var engine = Engine(mode);
        for (var seed = 1; seed <= 60; seed++)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
            var random = new Random(seed);
            var walk = new List<Connection>();
            for (var at = "fill"; Outbound[at].Any(); at = walk[^1].Target.Activity.Id)
            {
                // Returns are preferred, so that a walk takes many rounds.
                var choices = Outbound[at].Where(x => walk.Count > 60 || Outbound[x.Target.Activity.Id].Any()).ToList();
                if (choices.Count == 0) choices = Outbound[at].ToList();
                walk.Add(choices[random.Next(choices.Count)]);
            }

            await Walk(engine, walk);
        }
    }

    private static IEnumerable<Connection> Returns => Drawn.Connections.Where(x => x.Target.Activity.Id is "fill" or "resume" && x.Source.Activity.Id != "validate");

    private static TestEngine Engine(FlowchartExecutionMode mode) =>
        new(x => x.AddSingleton(Microsoft.Extensions.Options.Options.Create(new FlowchartOptions { DefaultExecutionMode = mode })));

    private static async Task Walk(TestEngine engine, IReadOnlyList<Connection> path)
    {
        var id = await engine.Run(Chart.Load("pilot-site-application"));
        var walked = new List<string>();
        foreach (var step in path)
        {
            engine.Waiting(id).ShouldBe(step.Source.Activity.Id, $"after {string.Join(' ', walked)}");
            await engine.Resume(id, step.Source.Activity.Id, step.Source.Port);
            walked.Add($"{step.Source.Activity.Id}:{step.Source.Port}");
        }

        var last = path[^1].Target.Activity.Id;
        engine.Waiting(id).ShouldBe(last, $"after {string.Join(' ', walked)}");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        await engine.Resume(id, last);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished, $"after {string.Join(' ', walked)}");
        engine.Completed(id).ShouldBe(string.Join(' ', path.Select(x => x.Source.Activity.Id).Append(last)));
    }

    private static List<Connection> Follow(string steps, string last)
    {
        var path = steps.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(x => Drawn.Connections.Single(connection => $"{connection.Source.Activity.Id}:{connection.Source.Port}" == x)).ToList();
        path.Select(x => x.Target.Activity.Id).ShouldBe(path.Skip(1).Select(x => x.Source.Activity.Id).Append(last));
        return path;
    }

    private static IEnumerable<List<Connection>> Paths(string from, HashSet<string> passed)
    {
        if (!Outbound[from].Any()) yield return [];
        foreach (var step in Outbound[from].Where(x => x.Target.Activity.Id != from && !passed.Contains(x.Target.Activity.Id)))
            foreach (var rest in Paths(step.Target.Activity.Id, [.. passed, from]))
                yield return [step, .. rest];
    }

    private static List<Connection> Shortest(string from, string to)
    {
        var found = new Dictionary<string, List<Connection>> { [from] = [] };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
            foreach (var step in Outbound[at])
                if (found.TryAdd(step.Target.Activity.Id, [.. found[at], step]))
                    queue.Enqueue(step.Target.Activity.Id);
        return found[to];
    }

    private static List<Connection> ToTheEnd(string from) => Drawn.Activities.Where(x => !Outbound[x.Id].Any()).Select(x => x.Id)
        .Select(x => Reaches(from, x) ? Shortest(from, x) : null).OfType<List<Connection>>().MaxBy(x => x.Count)!;

    private static bool Reaches(string from, string to)
    {
        var found = new HashSet<string> { from };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
            foreach (var step in Outbound[at])
                if (found.Add(step.Target.Activity.Id))
                    queue.Enqueue(step.Target.Activity.Id);
        return found.Contains(to);
    }

    private static string ScopeOf(TestEngine engine, string id) =>
        EngineJson.Serialize(engine.Instance(id).WorkflowState.ActivityExecutionContexts.Single(x => x.ScheduledActivityNodeId.EndsWith("chart", StringComparison.Ordinal)).Properties);
}
