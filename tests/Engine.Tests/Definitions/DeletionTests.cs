using System.Text.Json.Nodes;
using Workflows.Engine.Definitions;

namespace Workflows.Engine.Tests.Definitions;

public sealed class DeletionTests : IAsyncDisposable
{
    private readonly TestEngine _engine = new(services => services.AddScoped<IWorkflowDefinitionService, Elsa.Workflows.Management.Services.WorkflowDefinitionService>());

    [Fact]
    public async Task Deleting_a_definition_takes_its_versions_instances_and_triggers()
    {
        await Save("paid", "Paid");
        await Save("paid", "Paid again");
        var instance = (await _engine.Start("paid")).Instance!.Id;
        _engine.Store.Triggers.Count.ShouldBe(1);

        (await _engine.With<IWorkflowDefinitionManager, long>(x => x.DeleteByDefinitionIdAsync("paid"))).ShouldBe(2);

        (await _engine.Store.FindDefinitionAsync("paid", VersionOptions.LatestOrPublished)).ShouldBeNull();
        (await _engine.Store.FindInstanceAsync(instance)).ShouldBeNull();
        _engine.Store.Triggers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_the_latest_version_makes_the_one_before_the_latest()
    {
        var first = await Save("paid", "Paid");
        var second = await Save("paid", "Paid again");

        (await _engine.With<IWorkflowDefinitionManager, bool>(x => x.DeleteByIdAsync(second.Id))).ShouldBeTrue();
        (await _engine.With<IWorkflowDefinitionManager, bool>(x => x.DeleteByIdAsync(second.Id))).ShouldBeFalse();

        var latest = await _engine.Store.FindDefinitionAsync("paid", VersionOptions.Latest);
        (latest!.Id, latest.IsPublished).ShouldBe((first.Id, false));
    }

    [Fact]
    public async Task A_name_is_free_for_the_definition_that_has_it_and_for_no_other()
    {
        await Save("paid", "Paid");
        (await Ask("Paid", null)).ShouldBeFalse();
        (await Ask(" Paid ", "other")).ShouldBeFalse();
        (await Ask("Paid", "paid")).ShouldBeTrue();
        (await Ask("Unpaid", null)).ShouldBeTrue();
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private Task<bool> Ask(string name, string? definitionId) => _engine.With<AskForName, bool>(x => x.IsFree(name, definitionId));

    private async Task<WorkflowDefinition> Save(string definitionId, string name)
    {
        var json = JsonNode.Parse($$"""
            { "definitionId": "{{definitionId}}", "name": "{{name}}", "root": { "id": "s", "type": "Elsa.Sequence", "version": 1, "activities": [
              { "id": "e", "type": "Elsa.Event", "version": 1, "customProperties": { "canStartWorkflow": true }, "eventName": "paid" }, { "id": "f", "type": "Elsa.Event", "version": 1, "eventName": "sent" } ] } }
            """)!.AsObject();
        return (await _engine.With<SaveDefinition, SavedDefinition>(x => x.Run(json, publish: true))).Definition;
    }
}
