using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Engine.Definitions;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Tests;

/// <summary>Definitions that a test publishes into the running application, and the instances of them.</summary>
internal static class PublishedDefinitions
{
    /// <summary>Publishes a definition whose root is the given JSON; it must be publishable.</summary>
    public static async Task Publish(this RunningApplication app, string id, string root, string variables = "[]")
    {
        var json = new JsonObject { ["definitionId"] = id, ["name"] = id, ["variables"] = JsonNode.Parse(variables), ["root"] = JsonNode.Parse(root) };
        var saved = await app.Do(scope => scope.GetRequiredService<SaveDefinition>().Run(json, publish: true));
        saved.Publication!.ValidationErrors.ShouldBeEmpty();
    }

    public static async Task<string> Start(this RunningApplication app, string id)
    {
        var run = await app.Do(scope => scope.GetRequiredService<WorkflowRuntime>().StartAsync(WorkflowDefinitionHandle.ByDefinitionId(id, VersionOptions.Published)));
        return run.Instance!.Id;
    }

    public static async Task<T> Do<T>(this RunningApplication app, Func<IServiceProvider, Task<T>> act) =>
        (await app.Services.GetRequiredService<UnitOfWork>().Run<T>(Actor.System, async (scope, _) => await act(scope), TestContext.Current.CancellationToken)).Value;

    public static async Task<IReadOnlyList<WorkflowInstance>> Instances(this RunningApplication app, string id)
    {
        var unit = app.Services.GetRequiredService<UnitOfWork>();
        var ids = await unit.Read(async (scope, token) =>
            (await scope.GetRequiredService<IWorkflowStore>().ListInstancesAsync(new WorkflowInstanceFilter { DefinitionId = id }, direction: Elsa.Common.Entities.OrderDirection.Ascending, cancellationToken: token)).Items.Select(x => x.Id).ToList());
        var instances = new List<WorkflowInstance>();
        foreach (var each in ids) instances.Add((await unit.Read(async (scope, token) => await scope.GetRequiredService<IWorkflowStore>().FindInstanceAsync(each, token)))!);
        return instances;
    }
}
