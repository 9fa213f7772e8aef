using Elsa.Workflows.Activities.Flowchart.Options;
using Elsa.Workflows.State;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Workflows.Engine.Tests.Flow;

/// <summary>
/// Random flows of tasks, choices, parallel branches and loops, drawn as flowcharts and played with random outcomes in random order: after
/// every step exactly those tasks must be open that are open when the same blocks are played by hand. So nothing is lost, nothing runs
/// twice, a convergence waits for every branch that is still under way, and the instance is finished exactly when nothing is open.
/// A failure prints the blocks, the steps and the seed with which FsCheck repeats it (<c>Replay</c>).
/// </summary>
public class BlockFlowTests
{
    private const int Steps = 60;

    [Property(MaxTest = 400, Arbitrary = [typeof(Parallel)])]
    public Task Counter_mode_opens_what_the_blocks_open(Block block, int seed) => Check(FlowchartExecutionMode.CounterBased, block, seed);

    [Property(MaxTest = 150, Arbitrary = [typeof(OnePath)])]
    public Task Token_mode_opens_what_the_blocks_open_while_one_path_is_taken(Block block, int seed) => Check(FlowchartExecutionMode.TokenBased, block, seed);

    [Property(MaxTest = 150, Arbitrary = [typeof(Parallel)])]
    public async Task After_returns_from_some_of_several_branches_nothing_is_stuck(Block block, int seed)
    {
        var random = new Random(seed);
        var drawing = new Drawing(block, returnsFromBranches: true);
        await using var engine = Engine(FlowchartExecutionMode.CounterBased);
        var id = await engine.Run(Chart.Draw(drawing.Connections));
        for (var step = 0; engine.Status(id) == WorkflowSubStatus.Suspended; step++)
        {
            var waiting = Waiting(engine, id);
            waiting.ShouldNotBeEmpty($"{block} seed {seed}: the instance is not finished, and nobody has anything to do");
            step.ShouldBeLessThan(2000, $"{block} seed {seed}: comes to no end");
            var task = waiting[random.Next(waiting.Length)];
            var outcomes = drawing.Outcomes[task].Where(x => x != "Exit" && (step < Steps || !x.StartsWith("Back", StringComparison.Ordinal))).ToList();
            await Resume(engine, id, task, outcomes[random.Next(outcomes.Count)]);
        }

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished, $"{block} seed {seed}: {engine.Trace(id)}");
        engine.Completed(id).Split(' ').ShouldContain(drawing.End, $"{block} seed {seed}: {drawing.Connections}: {engine.Trace(id)}");
    }

    [Property(MaxTest = 60, Arbitrary = [typeof(Parallel)])]
    public async Task Writing_the_state_and_reading_it_back_changes_nothing(Block block, int seed)
    {
        var random = new Random(seed);
        var drawing = new Drawing(block);
        await using var engine = Engine(FlowchartExecutionMode.CounterBased);
        var graph = await engine.Publish("flow", Chart.Draw(drawing.Connections));
        var kept = await Run(null, null);
        var written = kept;
        for (var step = 0; step < Steps && kept.Bookmarks.Count > 0; step++)
        {
            var waiting = kept.Bookmarks.Select(x => x.ActivityId).ToList();
            written.Bookmarks.Select(x => x.ActivityId).ShouldBe(waiting, $"{block} seed {seed}");
            var task = waiting[random.Next(waiting.Count)];
            var outcome = drawing.Outcomes[task][random.Next(drawing.Outcomes[task].Count)];
            kept = await Resume(kept);
            written = await Resume(EngineJson.Deserialize<WorkflowState>(EngineJson.Serialize(written))!);

            Task<WorkflowState> Resume(WorkflowState state) =>
                Run(state, new RunWorkflowOptions { BookmarkId = state.Bookmarks.First(x => x.ActivityId == task).Id, Input = new Dictionary<string, object> { ["Outcome"] = outcome } });
        }

        written.SubStatus.ShouldBe(kept.SubStatus);

        Task<WorkflowState> Run(WorkflowState? state, RunWorkflowOptions? options) => engine.With<IWorkflowRunner, WorkflowState>(async runner =>
            (state == null ? await runner.RunAsync(graph, options) : await runner.RunAsync(graph, state, options)).WorkflowState);
    }

    private static async Task Check(FlowchartExecutionMode mode, Block block, int seed)
    {
        var random = new Random(seed);
        var drawing = new Drawing(block);
        var play = new Play(drawing);
        await using var engine = Engine(mode);
        var id = await engine.Run(Chart.Draw(drawing.Connections));
        var steps = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            var open = play.Waiting.ToArray();
            var story = $"{block} seed {seed}, drawn as {drawing.Connections}, after {string.Join(' ', steps)}";
            Waiting(engine, id).ShouldBe(open, story);
            engine.Status(id).ShouldBe(open.Length == 0 ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended, story);
            if (open.Length == 0) break;

            var task = open[random.Next(open.Length)];
            var outcome = drawing.Outcomes[task][random.Next(drawing.Outcomes[task].Count)];
            steps.Add($"{task}:{outcome}");
            play.Complete(task, outcome);
            await Resume(engine, id, task, outcome);
        }
    }

    private static string[] Waiting(TestEngine engine, string id) => engine.Waiting(id).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task Resume(TestEngine engine, string id, string task, string outcome)
    {
        var bookmark = engine.Instance(id).WorkflowState.Bookmarks.First(x => x.ActivityId == task);
        (await engine.Do(x => x.ResumeAsync(bookmark.Id, new Dictionary<string, object> { ["Outcome"] = outcome }))).Outcome.ShouldBe(RunOutcome.Ran);
    }

    private static TestEngine Engine(FlowchartExecutionMode mode) =>
        new(x => x.AddSingleton(Microsoft.Extensions.Options.Options.Create(new FlowchartOptions { DefaultExecutionMode = mode })));

    private static class Parallel
    {
        public static Arbitrary<Block> Blocks() => Block.Any(parallel: true).ToArbitrary();
    }

    private static class OnePath
    {
        public static Arbitrary<Block> Blocks() => Block.Any(parallel: false).ToArbitrary();
    }
}
