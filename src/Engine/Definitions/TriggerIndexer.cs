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
                        findings.Add(new DefinitionFinding(
                            trigger.NodeId, $"Expected an address of its own, found {endpoint.Method.ToUpperInvariant()} {endpoint.Path}, which {other.WorkflowDefinitionId} answers. Choose another path or method.", "", trigger.Id));
                }
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException or ExpressionFailedException or TypeConversionException)
            {
                findings.Add(new DefinitionFinding(trigger.NodeId, e.Message, "", trigger.Id));
            }

        return findings;
    }

    public async Task<ReadOnlyCollection<StoredTrigger>> IndexAsync(WorkflowGraph graph, CancellationToken cancellationToken = default)
    {
        var found = new List<StoredTrigger>();
        foreach (var trigger in Triggers(graph)) found.AddRange(await IndexAsync(graph, trigger, cancellationToken));
        return found.AsReadOnly();
    }

    private static IEnumerable<ITrigger> Triggers(WorkflowGraph graph) => graph.Nodes.Select(node => node.Activity).OfType<ITrigger>().Where(trigger => trigger.GetCanStartWorkflow());

    private async Task<List<StoredTrigger>> IndexAsync(WorkflowGraph graph, ITrigger trigger, CancellationToken cancellationToken)
    {
        var indexing = new WorkflowIndexingContext(graph.Workflow, cancellationToken);
        var values = new ExpressionExecutionContext(services, indexing.GetOrCreateRegister(trigger), cancellationToken: cancellationToken);
        foreach (var input in ActivityShape.Of(trigger.GetType()).EvaluatedInputs.Select(property => property.Get(trigger)).OfType<Input>())
            if (input.Expression is { } expression)
                values.Set(input.MemoryBlockReference(), await evaluator.EvaluateAsync(expression, input.Type, values));

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
}
