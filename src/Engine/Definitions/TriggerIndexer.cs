using System.Collections.ObjectModel;
using Elsa.Http.Bookmarks;
using Elsa.Scheduling;
using Workflows.Engine.Expressions;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>Finds what a published version listens for: the payloads of each trigger, at any depth, that may start the workflow.</summary>
public sealed class TriggerIndexer(IWorkflowStore store, IStimulusHasher hasher, IExpressionEvaluator evaluator, IIdentityGenerator ids, ICronParser cron, IServiceProvider services)
{
    /// <summary>What keeps the triggers from working: an input that cannot be evaluated, a time that never comes, an address that another workflow has.</summary>
    public async Task<IReadOnlyList<DefinitionFinding>> CheckAsync(WorkflowGraph graph, CancellationToken cancellationToken = default)
    {
        var findings = new List<DefinitionFinding>();
        foreach (var trigger in Triggers(graph))
            try
            {
                foreach (var found in await IndexAsync(graph, trigger, cancellationToken))
                {
                    Recurrence.Of(found.Payload, cron);
                    if (found.Payload is HttpEndpointBookmarkPayload endpoint
                        && (await store.ListTriggersAsync(found.Hash!, cancellationToken)).FirstOrDefault(x => x.WorkflowDefinitionId != found.WorkflowDefinitionId) is { } other)
                        findings.Add(await TakenAsync(trigger, endpoint, other.WorkflowDefinitionId, cancellationToken));
                }
            }
            catch (UnusableInputException e)
            {
                findings.Add(new DefinitionFinding(trigger.NodeId, e.Message, "", trigger.Id) { Code = e.Code, Arguments = e.Arguments, Member = e.Member });
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException or ExpressionFailedException or TypeConversionException)
            {
                findings.Add(new DefinitionFinding(trigger.NodeId, e.Message, "", trigger.Id) { Code = "trigger.unusable" });
            }

        return findings;
    }

    public async Task<ReadOnlyCollection<StoredTrigger>> IndexAsync(WorkflowGraph graph, CancellationToken cancellationToken = default)
    {
        var found = new List<StoredTrigger>();
        foreach (var trigger in Triggers(graph)) found.AddRange(await IndexAsync(graph, trigger, cancellationToken));
        return found.AsReadOnly();
    }

    private async Task<DefinitionFinding> TakenAsync(ITrigger trigger, HttpEndpointBookmarkPayload endpoint, string by, CancellationToken cancellationToken)
    {
        var (method, name) = (endpoint.Method.ToUpperInvariant(), (await store.FindDefinitionAsync(by, VersionOptions.Published, cancellationToken))?.Name ?? by);
        return new DefinitionFinding(trigger.NodeId, $"Expected an address of its own, found {method} {endpoint.Path}, which {name} answers. Choose another path or method.", "", trigger.Id)
        {
            Code = "trigger.address-taken", Arguments = [method, endpoint.Path, name],
        };
    }

    private static IEnumerable<ITrigger> Triggers(WorkflowGraph graph) => graph.Nodes.Select(node => node.Activity).OfType<ITrigger>().Where(trigger => trigger.GetCanStartWorkflow());

    private async Task<List<StoredTrigger>> IndexAsync(WorkflowGraph graph, ITrigger trigger, CancellationToken cancellationToken)
    {
        var indexing = new WorkflowIndexingContext(graph.Workflow, cancellationToken);
        var values = new ExpressionExecutionContext(services, indexing.GetOrCreateRegister(trigger), cancellationToken: cancellationToken);
        foreach (var property in ActivityShape.Of(trigger.GetType()).EvaluatedInputs)
            if (property.Get(trigger) is Input { Expression: { } expression } input)
                values.Set(input.MemoryBlockReference(), await EvaluateAsync(property.Name, expression, input.Type, values));

        var context = new TriggerIndexingContext(indexing, values, trigger, cancellationToken);
        return
        [
            .. (await trigger.GetTriggerPayloadsAsync(context)).Select(payload => new StoredTrigger
            {
                Id = ids.GenerateId(),
                WorkflowDefinitionId = graph.Workflow.Identity.DefinitionId,
                WorkflowDefinitionVersionId = graph.Workflow.Identity.Id,
                Name = context.TriggerName,
                ActivityId = trigger.Id,
                Hash = hasher.Hash(context.TriggerName, payload),
                Payload = payload
            })
        ];
    }

    /// <summary>What an input says before there is an instance; what cannot be said then is told with the name of the input.</summary>
    private async ValueTask<object?> EvaluateAsync(string input, Expression expression, Type type, ExpressionExecutionContext values)
    {
        try
        {
            return await evaluator.EvaluateAsync(expression, type, values);
        }
        catch (TypeConversionException e)
        {
            throw new UnusableInputException("trigger.input-unreadable", e.Message, [e.Value?.ToString() ?? ""], e) { Member = input };
        }
        catch (ExpressionFailedException e)
        {
            throw e.Reason is { } reason
                ? new UnusableInputException("trigger.script-failed", e.Message, [reason], e) { Member = input }
                : new UnusableInputException("trigger.expression-failed", e.Message, [], e) { Member = input };
        }
    }
}
