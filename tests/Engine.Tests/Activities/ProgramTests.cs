using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Workflows.Engine.Tests.Activities;

/// <summary>
/// Random programs of loops, parallel branches, switches and breaks, nested in each other and played in random order: after every step exactly
/// those tasks must wait that wait when the same program is played by hand, and the instance must be finished exactly when the program is.
/// Between two steps the state is written and read back. A failure prints the program, the steps and the seed.
/// </summary>
public class ProgramTests
{
    private const int Steps = 80;

    [Property(MaxTest = 500, Arbitrary = [typeof(Programs)])]
    public async Task What_waits_is_what_waits_when_the_program_is_played_by_hand(Program program, int seed)
    {
        var random = new Random(seed);
        var play = new ProgramPlay(program);
        await using var engine = new TestEngine();
        var id = await engine.Run(program.Built());
        var steps = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            var story = $"{program} seed {seed} after {string.Join(' ', steps)}: {engine.Trace(id)}";
            var state = engine.Instance(id).WorkflowState;
            state.Incidents.ShouldBeEmpty(story);
            state.Bookmarks.Select(x => x.ActivityId).ShouldBe(play.Waiting, story);
            state.SubStatus.ShouldBe(play.IsFinished ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended, story);
            if (play.IsFinished)
            {
                (state.CompletionCallbacks.Count, state.ActivityExecutionContexts.Count).ShouldBe((0, 1), story);
                engine.Store.Bookmarks.ShouldBeEmpty(story);
                break;
            }

            var next = random.Next(play.Waiting.Count);
            steps.Add($"{play.Waiting[next]}#{next}");
            await engine.Do(x => x.ResumeAsync(state.Bookmarks.ElementAt(next).Id));
            play.Complete(next);
        }
    }

    [Property(MaxTest = 80, Arbitrary = [typeof(Programs)])]
    public async Task Cancelling_leaves_nothing_behind(Program program, int seed)
    {
        var random = new Random(seed);
        await using var engine = new TestEngine();
        var id = await engine.Run(program.Built());
        for (var step = random.Next(6); step > 0 && engine.Instance(id).WorkflowState.Bookmarks is { Count: > 0 } bookmarks; step--)
            await engine.Do(x => x.ResumeAsync(bookmarks.ElementAt(random.Next(bookmarks.Count)).Id));
        if (engine.Status(id) == WorkflowSubStatus.Finished) return;

        await engine.Do(x => x.CancelAsync(id));

        engine.Store.Bookmarks.ShouldBeEmpty($"{program} seed {seed}");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Cancelled);
        engine.Store.Executions.Values.Where(x => x.Status is ActivityStatus.Running or ActivityStatus.Pending).ShouldBeEmpty($"{program} seed {seed}");
    }

    private static class Programs
    {
        public static Arbitrary<Program> Any() => Program.Any.ToArbitrary();
    }
}
