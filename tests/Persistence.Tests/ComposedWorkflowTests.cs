using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Engine.Alterations;
using Workflows.Engine.Definitions;
using Workflows.Engine.Storage;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

/// <summary>Workflows that run inside others and instances that move to another version, over the stored rows.</summary>
public class ComposedWorkflowTests(PostgresCluster cluster)
{
    private const string Part = """
        { "definitionId": "part", "name": "Part", "inputs": [ { "type": "String", "name": "Who" } ], "outputs": [ { "type": "String", "name": "Answer" } ],
          "options": { "usableAsActivity": true, "autoUpdateConsumingWorkflows": true },
          "root": { "id": "s", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "ask", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "answered" } } },
            { "id": "set", "type": "Elsa.SetVariable", "version": 1, "variable": { "id": "Answer", "name": "Answer", "typeName": "String" }, "value": { "typeName": "String", "expression": { "type": "JavaScript", "value": "'yes, ' + getWho()" } } } ] } }
        """;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_definition_runs_inside_another_and_its_consumers_move_on_with_it(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster, services => services.AddWorkflowEngine());
        var part = await Publish(house, Part);
        var user = await Publish(house, $$"""
            { "definitionId": "user", "name": "User", "variables": [ { "id": "Said", "name": "Said", "typeName": "String", "storageDriverTypeName": "WorkflowInstanceStorageDriver" } ],
              "root": { "id": "s", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "p", "type": "Part", "version": 1, "workflowDefinitionId": "part", "workflowDefinitionVersionId": "{{part.Id}}",
                "who": { "typeName": "String", "expression": { "type": "Literal", "value": "Ann" } }, "answer": { "typeName": "String", "memoryReference": { "id": "Said" } } },
                { "id": "hold", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "held" } } } ] } }
            """);

        var types = (await house.Services.GetRequiredService<IActivityRegistry>().GetDescriptorsAsync(TestContext.Current.CancellationToken)).Where(x => x.Name == "Part");
        types.ShouldHaveSingleItem().ConstructionProperties["WorkflowDefinitionVersionId"].ShouldBe(part.Id);
        var id = (await In(house, x => x.GetRequiredService<WorkflowRuntime>().StartAsync(WorkflowDefinitionHandle.ByDefinitionId("user")))).Instance!.Id;
        await Resume(house, id, "Workflow1:s:p:Workflow1:s:ask");
        Said(await Instance(house, id)).ShouldBe("yes, Ann");

        await Publish(house, Part.Replace("yes, ", "surely, ", StringComparison.Ordinal));
        var moved = (await In(house, async x => (await x.GetRequiredService<IWorkflowStore>().FindDefinitionAsync("user", VersionOptions.Published))!));
        (moved.Version, moved.StringData!.Contains("\"version\":2", StringComparison.Ordinal)).ShouldBe((2, true));
        (await In(house, x => x.GetRequiredService<AlterInstance>().Run(id, [new Migrate(2), new ModifyVariable("Said", "no")]))).Findings.ShouldBeEmpty();

        var altered = await Instance(house, id);
        (altered.Version, altered.DefinitionVersionId, Said(altered)).ShouldBe((2, moved.Id, "no"));
        user.Id.ShouldNotBe(moved.Id);
        await Resume(house, id, "Workflow1:s:hold");
        (await Instance(house, id)).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    private static async Task<WorkflowDefinition> Publish(House house, string json)
    {
        var saved = await In(house, x => x.GetRequiredService<SaveDefinition>().Run((JsonObject)JsonNode.Parse(json)!, publish: true));
        saved.Publication!.ValidationErrors.ShouldBeEmpty();
        return saved.Definition;
    }

    private static async Task Resume(House house, string id, string nodeId)
    {
        var bookmark = (await Instance(house, id)).WorkflowState.Bookmarks.Single(x => x.ActivityNodeId == nodeId);
        (await In(house, x => x.GetRequiredService<WorkflowRuntime>().ResumeAsync(bookmark.Id))).Outcome.ShouldBe(RunOutcome.Ran);
    }

    private static Task<WorkflowInstance> Instance(House house, string id) => In(house, async x => (await x.GetRequiredService<IWorkflowStore>().FindInstanceAsync(id))!);

    private static string? Said(WorkflowInstance instance) =>
        ((IDictionary<string, object>)instance.WorkflowState.ActivityExecutionContexts.Single(x => x.ParentContextId == null).Properties["Variables"])["Said"] as string;

    private static async Task<T> In<T>(House house, Func<IServiceProvider, Task<T>> work) =>
        (await house.Units.Run(Actor.System, async (services, _) => Result<T>.Of(await work(services)))).Value;
}
