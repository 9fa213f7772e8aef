using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workflows.Engine.Alterations;
using Workflows.Engine.Tests.Flow;
using static Workflows.Engine.Tests.Alterations.AlterInstanceTests;

namespace Workflows.Engine.Tests.Alterations;

/// <summary>An instance moves to another version of its definition: what has ended does not run again, what waits goes on waiting.</summary>
public class MigrationTests
{
    [Fact]
    public async Task An_instance_goes_on_in_the_version_it_was_moved_to()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("A>B B>C"));
        await engine.Resume(id, "A");
        await engine.Publish("flow", Chart.Draw("A>B B>N N>C"));

        (await Alter(engine, id, new Migrate(2))).Succeeded.ShouldBeTrue();
        engine.Waiting(id).ShouldBe("B");
        (engine.Instance(id).Version, engine.Instance(id).DefinitionVersionId).ShouldBe((2, "flow-2"));
        await engine.Resume(id, "B");

        engine.Waiting(id).ShouldBe("N");
        engine.Trace(id).ShouldBe("A? A! A B? B! B N?");
    }

    [Fact]
    public async Task It_is_refused_while_a_step_it_is_at_is_missing_or_another_or_an_arrow_it_came_over()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("S>A S>B A>J B>J", new Step("S")));
        await engine.Resume(id, "A");
        await engine.Publish("flow", Chart.Draw("S>A A>J", new Step("S")));
        await engine.Publish("flow", Chart.Draw("S>A S>B A>J B>J", new Step("S"), new WriteLine("b") { Id = "B" }));
        await engine.Publish("flow", Chart.Draw("S>A S>B A>K K>J B>J", new Step("S")));

        var missing = (await Alter(engine, id, new Migrate(2))).Findings.ShouldHaveSingleItem();
        (missing.Code, missing.ActivityId).ShouldBe(("alteration.step-missing", "B"));
        (await Alter(engine, id, new Migrate(3))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.step-changed");
        var arrow = (await Alter(engine, id, new Migrate(4))).Findings.ShouldHaveSingleItem();
        (arrow.Code, arrow.Problem.Contains("A->J", StringComparison.Ordinal)).ShouldBe(("alteration.arrow-missing", true));
        (await Alter(engine, id, new Migrate(1))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.same-version");
        (await Alter(engine, id, new Migrate(9))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.version-missing");

        engine.Instance(id).Version.ShouldBe(1);
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("J");
    }

    [Fact]
    public async Task A_sequence_goes_on_after_the_step_it_is_at_wherever_that_stands_now()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Id = "s", Activities = { new Step("A"), new Wait("B"), new Step("C") } });
        await engine.Publish("flow", new Sequence { Id = "s", Activities = { new Step("X"), new Step("A"), new Step("Y"), new Wait("B"), new Step("Z"), new Step("C") } });

        (await Alter(engine, id, new Migrate(2))).Succeeded.ShouldBeTrue();
        await engine.Resume(id, "B");

        engine.Completed(id).ShouldBe("A B Z C");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task What_only_a_container_itself_understands_must_be_unchanged_inside()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new ForEach<int>(new[] { 1, 2 }) { Id = "loop", Body = new Wait("A") });
        await engine.Publish("flow", new ForEach<int>(new[] { 1, 2 }) { Id = "loop", Body = new Sequence { Id = "s", Activities = { new Wait("A") } } });
        await engine.Publish("flow", new ForEach<int>(new[] { 1, 2, 3 }) { Id = "loop", Body = new Wait("A") });

        (await Alter(engine, id, new Migrate(2))).Findings.Select(x => x.Code).ShouldContain("alteration.step-missing");
        (await Alter(engine, id, new Migrate(3))).Succeeded.ShouldBeTrue();
        for (var round = 0; round < 3; round++) await engine.Resume(id, "A");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    /// <summary>
    /// Random flows, moved at a random moment to a version in which some arrows lead over a new step: with the same decisions the instance must have the same
    /// things open as its twin that stayed, to the end; and every step that ran before runs again only if it does so with the twin. Where loops race into a join,
    /// a step in between may itself change how often the join opens: then one that began on the new version differs too, and there is nothing left to compare.
    /// </summary>
    [Property(MaxTest = 80, Arbitrary = [typeof(Flows)])]
    public async Task With_steps_put_in_between_nothing_is_lost_and_nothing_runs_again(Block block, int seed)
    {
        var random = new Random(seed);
        var drawing = new Drawing(block);
        await using var engine = new TestEngine();
        await engine.Publish("flow", Chart.Draw(drawing.Connections));
        var twin = (await engine.Start("flow")).Instance!.Id;
        var moved = (await engine.Start("flow")).Instance!.Id;
        var connections = drawing.Connections.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var split = connections.Where(x => x.Contains('>', StringComparison.Ordinal) && random.Next(4) == 0).ToHashSet();
        var more = string.Join(' ', connections.Select((x, i) => split.Contains(x) ? $"{x.Split('>')[0]}>N{i} N{i}>{x.Split('>')[1]}" : x));
        await engine.Publish("flow", Chart.Draw(more, [.. connections.Select((_, i) => (IActivity)new Step($"N{i}"))]));

        var begunThere = (await engine.Start("flow")).Instance!.Id;
        var moment = random.Next(12);
        for (var step = 0; step < 40; step++)
        {
            if (step == moment && engine.Status(moved) == WorkflowSubStatus.Suspended)
            {
                var result = await Alter(engine, moved, new Migrate(2));
                result.Findings.ShouldAllBe(x => x.Code == "alteration.arrow-missing", $"{block} seed {seed}");
                engine.Waiting(moved).ShouldBe(engine.Waiting(twin), $"{block} seed {seed}: moving changed what is open");
            }

            var open = engine.Waiting(twin).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var story = $"{block} seed {seed}, moved at {moment}, drawn as {drawing.Connections}, then {more}: {engine.Trace(twin)}";
            if (engine.Waiting(begunThere) != engine.Waiting(twin)) return;
            engine.Waiting(moved).ShouldBe(engine.Waiting(twin), story);
            if (open.Length == 0) break;
            var task = open[random.Next(open.Length)];
            var outcome = drawing.Outcomes[task][random.Next(drawing.Outcomes[task].Count)];
            foreach (var id in (string[])[twin, moved, begunThere]) await engine.Do(x => x.ResumeAsync(engine.Instance(id).WorkflowState.Bookmarks.First(y => y.ActivityId == task).Id, new Dictionary<string, object> { ["Outcome"] = outcome }));
        }

        Ran(moved).ShouldBe(Ran(twin), $"{block} seed {seed}");
        engine.Status(moved).ShouldBe(engine.Status(twin));

        string Ran(string id) => string.Join(' ', engine.Completed(id).Split(' ').Where(x => !x.StartsWith('N')));
    }

    private static class Flows
    {
        public static Arbitrary<Block> Blocks() => Block.Any(parallel: true).ToArbitrary();
    }
}
