using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Requests;

namespace Workflows.Engine.Tests;

public class ElsaServiceTests
{
    [Fact]
    public async Task A_client_creates_runs_resumes_and_cancels_its_instance()
    {
        await using var engine = new TestEngine();
        await engine.Publish("flow", new Sequence { Activities = { new Wait("A"), new Wait("B") } });

        var started = await engine.With<IWorkflowRuntime, RunWorkflowInstanceResponse>(async runtime =>
            await (await runtime.CreateClientAsync("i1")).CreateAndRunInstanceAsync(new CreateAndRunWorkflowInstanceRequest { WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId("flow"), Name = "first" }));
        started.WorkflowInstanceId.ShouldBe("i1");
        started.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);

        var resumed = await engine.With<IWorkflowRuntime, RunWorkflowInstanceResponse>(async runtime =>
            await (await runtime.CreateClientAsync("i1")).RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = started.Bookmarks.Single().Id }));
        resumed.Bookmarks.Single().ActivityId.ShouldBe("B");

        await engine.With<IWorkflowCancellationService, bool>(x => x.CancelWorkflowAsync("i1"));
        engine.Status("i1").ShouldBe(WorkflowSubStatus.Cancelled);
        (await engine.With<IWorkflowCancellationService, bool>(x => x.CancelWorkflowAsync("i1"))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_start_that_is_refused_says_so()
    {
        await using var engine = new TestEngine();

        (await engine.With<IWorkflowStarter, StartWorkflowResponse>(x => x.StartWorkflowAsync(new StartWorkflowRequest { WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId("none") }))).CannotStart.ShouldBeTrue();
    }

    [Fact]
    public async Task A_resumer_resumes_by_bookmark_once()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Wait("A"));
        var bookmark = engine.Bookmark(id, "A").Id;

        (await engine.With<IWorkflowResumer, RunWorkflowInstanceResponse?>(x => x.ResumeAsync(bookmark, new Dictionary<string, object>())))!.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        (await engine.With<IWorkflowResumer, RunWorkflowInstanceResponse?>(x => x.ResumeAsync(bookmark, new Dictionary<string, object>()))).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_dispatched_runs_after_the_commit()
    {
        await using var engine = new TestEngine();
        await engine.Publish("flow", new Step("A"));

        await engine.With<IWorkflowDispatcher, bool>(async x => (await x.DispatchAsync(new DispatchWorkflowDefinitionRequest("flow-1") { InstanceId = "i1" }, null)).Succeeded);
        engine.Store.Instances.ShouldBeEmpty();
        await engine.WorkOff();

        engine.Status("i1").ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_runner_alone_runs_without_a_store()
    {
        await using var engine = new TestEngine();

        var result = await engine.With<IWorkflowRunner, RunWorkflowResult>(x => x.RunAsync(new Sequence { Activities = { new Wait("A"), new WriteLine("done") } }));
        var state = EngineJson.Deserialize<Elsa.Workflows.State.WorkflowState>(EngineJson.Serialize(result.WorkflowState))!;
        await engine.With<IWorkflowRunner, RunWorkflowResult>(x => x.RunAsync(result.WorkflowExecutionContext.WorkflowGraph, state, new RunWorkflowOptions { BookmarkId = state.Bookmarks.Single().Id }));

        engine.Console.ToString().Trim().ShouldBe("done");
        engine.Store.Instances.ShouldBeEmpty();
    }
}
