namespace Workflows.Engine.Tests;

public class WorkflowRuntimeTests
{
    [Fact]
    public async Task An_instance_runs_until_it_waits_and_goes_on_when_resumed()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Step("A"), new Wait("B"), new Step("C") } });

        engine.Trace(id).ShouldBe("A B?");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Store.Bookmarks.ShouldHaveSingleItem();

        (await engine.Resume(id, "B")).Outcome.ShouldBe(RunOutcome.Ran);

        engine.Trace(id).ShouldBe("A B? B! B C");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Store.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_resume_of_the_same_bookmark_finds_it_gone()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Wait("A"), new Wait("B") } });
        var bookmark = engine.Bookmark(id, "A").Id;

        (await engine.Do(x => x.ResumeAsync(bookmark))).Outcome.ShouldBe(RunOutcome.Ran);
        (await engine.Do(x => x.ResumeAsync(bookmark))).Outcome.ShouldBe(RunOutcome.BookmarkGone);
        (await engine.Do(x => x.ResumeAsync(bookmark, instanceId: id))).Outcome.ShouldBe(RunOutcome.BookmarkGone);
    }
}
