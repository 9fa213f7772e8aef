using System.Globalization;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using System.Text.Json.Nodes;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.WorkItems;
using Workflows.Engine;
using Workflows.Host.Refusals;

namespace Workflows.Host;

/// <summary>
/// The way from the domain into the engine, within one unit of work: starts the chain of a case or of a call, and resumes what waits for a work item.
/// What an activity refuses comes back as the refusal of the whole unit, which then commits nothing.
/// </summary>
public sealed class Chains(WorkflowRuntime runtime, PendingRefusal pending, ApprovalsDb db, IIdentityGenerator identities)
{
    /// <summary>Starts the chain of a case that a unit began; the call's parameter <c>inputs</c> holds what else its chain is told, by the name of the input.</summary>
    public async Task<Result<Done>> StartForCase(Case item, CancellationToken cancellation = default)
    {
        var started = await Start(item.ChainId, $"case:{Text(item.Id)}", item.Number, "CaseId", item.Id, cancellation, item.Call?.Parameters["inputs"] as JsonObject);
        if (started.Refusal is { } refusal) return refusal;
        item.InstanceId = started.Value;
        return Done.Result;
    }

    /// <summary>Starts the chain that decides on the call's batch; a call without one (a province's) starts nothing.</summary>
    public async Task<Result<Done>> StartForCall(Call call, CancellationToken cancellation = default)
    {
        if (call.DecisionChainId is not { } chain) return Done.Result;
        var started = await Start(chain, $"call:{Text(call.Id)}", call.Code, "CallId", call.Id, cancellation);
        return started.Refusal is { } refusal ? refusal : Done.Result;
    }

    /// <summary>Resumes the bookmark of a work item that was closed in this unit.</summary>
    public async Task<Result<Done>> Resume(FinishedWorkItem finished, CancellationToken cancellation = default)
    {
        if (finished.BookmarkId is not { } bookmark) return Done.Result;
        return await Resume(bookmark, finished, finished.Outcome ?? "", (JsonObject?)finished.Data?.DeepClone() ?? [], cancellation);
    }

    /// <summary>Tells a step that still waits for this work item what became of another one of it.</summary>
    /// <param name="data">Names the bookmark by which it comes, so that the activity waits for it again.</param>
    public Task<Result<Done>> Tell(WorkItem waiting, FinishedWorkItem about, string outcome, JsonObject data, CancellationToken cancellation = default) =>
        Resume(waiting.BookmarkId ?? throw new ArgumentException($"Expected work item {Text(waiting.Id)} to have a bookmark, found none.", nameof(waiting)), about, outcome, data, cancellation);

    private async Task<Result<Done>> Resume(string bookmark, FinishedWorkItem about, string outcome, JsonObject data, CancellationToken cancellation)
    {
        var input = new Dictionary<string, object> { ["WorkItemId"] = Text(about.Id), ["Outcome"] = outcome, ["Comment"] = about.Comment ?? "", ["Data"] = data };
        var run = await runtime.ResumeAsync(bookmark, input, about.InstanceId, cancellation);
        if (pending.Refusal is { } refusal) return refusal;
        return run.Ran ? Done.Result : new Refusal("work-item.nothing-waits", Text(about.Id));
    }

    private async Task<Result<string>> Start(string chain, string correlation, string name, string inputName, long id, CancellationToken cancellation, JsonObject? further = null)
    {
        var input = new Dictionary<string, object> { [inputName] = Text(id) };
        foreach (var (member, value) in further ?? []) if (value is not null) input.TryAdd(member, value.ToString());

        // Nothing can be open for an instance that is new.
        var instance = identities.GenerateId();
        db.Once(("open work items", instance));
        var run = await runtime.StartAsync(
            WorkflowDefinitionHandle.ByDefinitionId(chain, VersionOptions.Published),
            new WorkflowStart { InstanceId = instance, CorrelationId = correlation, Name = name, Input = input },
            cancellation);
        if (pending.Refusal is { } refusal) return refusal;
        return run.Ran ? run.Instance!.Id : new Refusal("chain.unknown", chain);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
