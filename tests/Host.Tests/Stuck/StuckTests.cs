using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Storage;
using Workflows.Host.Queue;
using Workflows.Host.Tests.Studio.Instances;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Stuck;

public class StuckTests(PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_failed_in_an_instance_is_tried_again_when_its_cause_is_mended_and_nothing_before_it_runs_twice(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Publish("calls", "调用流程", TrialCharts.Line("first", "先记录", "一号"), TrialCharts.Child("call", "调用子流程", "not-there-yet"), TrialCharts.Line("last", "后记录", "二号"));
        var id = await app.Start("calls", "一件");
        (await app.As(Administrator).Get("/api/stuck")).Value.AsArray().Select(each => $"{each!["reason"]} {each["id"]}").ShouldBe([$"incident {id}"]);

        // The cause is still there: it fails again, and nobody lost anything.
        (await app.As("platform.auditor").Post($"/api/stuck/{id}/retry")).Refused("stuck.not-yours");
        (await app.As(Administrator).Post($"/api/stuck/{id}/retry")).Succeeded();
        (await app.As(Administrator).Get("/api/stuck")).Value.AsArray().Select(each => $"{each!["reason"]} {each["id"]}").ShouldBe([$"incident {id}"]);

        await app.Publish("not-there-yet", "子流程", TrialCharts.Line("say", "子记录", "三号"));
        (await app.As(Administrator).Post($"/api/stuck/{id}/retry")).Succeeded();
        await app.Settle();
        (await app.As(Administrator).Get("/api/stuck")).Value.AsArray().ShouldBeEmpty();
        var instance = (await app.As(Administrator).Get($"/elsa/api/workflow-instances/{id}")).Value;
        instance["subStatus"]!.ToString().ShouldBe("Finished");
        var journal = (await app.As(Administrator).Get($"/elsa/api/workflow-instances/{id}/journal")).Value["items"]!.AsArray();
        foreach (var step in new[] { "first", "last" }) journal.Count(line => line!["activityId"]!.ToString() == step && line["eventName"]?.ToString() == "Completed").ShouldBe(1, step);
        (await app.As(Administrator).Post($"/api/stuck/{id}/retry")).Refused("stuck.not-parked");
        (await app.As("platform.auditor").Get("/api/audit/entries?action=instance.tried-again")).Value["entries"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_instance_that_lost_its_way_forward_and_work_that_was_given_up_are_found_and_work_is_tried_again_when_asked(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        (await app.As(Administrator).Get("/api/stuck")).Value.AsArray().ShouldBeEmpty();

        await app.Publish("waits", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "E", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } } ] }""");
        var id = await app.Start("waits");
        await app.Do(async scope =>
        {
            var store = scope.GetRequiredService<IWorkflowStore>();
            var instance = (await store.FindInstanceAsync(id, Stop)).ShouldNotBeNull();
            foreach (var bookmark in instance.WorkflowState.Bookmarks) store.RemoveBookmark(bookmark.Id);
            store.AddQueuedWork(new QueuedWork { Id = "parked", Kind = QueuedWorkKind.ResumeBookmark, Payload = "{}", EnqueuedAt = app.Clock.GetUtcNow(), NotBefore = QueuedWork.Parked, Attempts = WorkOffQueue.MostAttempts, LastError = "printer on fire" });
            return true;
        });

        var found = (await app.As("platform.auditor").Get("/api/stuck")).Value.AsArray();
        found.Select(each => $"{each!["reason"]} {each["id"]}").ShouldBe([$"noWayForward {id}", "parkedWork parked"], ignoreOrder: true);

        (await app.As("liaoyang-centre.handler").Get("/api/stuck")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.As("platform.auditor").Post("/api/stuck/parked/retry")).Refused("stuck.not-yours");
        (await app.As(Administrator).Post($"/api/stuck/{id}/retry")).Refused("stuck.not-parked");
        (await app.As(Administrator).Post("/api/stuck/parked/retry")).Succeeded();
        (await app.As(Administrator).Get("/api/stuck")).Value.AsArray().Select(each => each!["id"]!.ToString()).ShouldBe([id]);
    }
}
