using System.Collections.ObjectModel;

namespace Workflows.Engine.Definitions;

/// <summary>Finds what a published version listens for: the payloads of each trigger, at any depth, that may start the workflow.</summary>
public sealed class TriggerIndexer(IStimulusHasher hasher, IExpressionEvaluator evaluator, IIdentityGenerator ids, IServiceProvider services)
{
    public async Task<ReadOnlyCollection<StoredTrigger>> IndexAsync(WorkflowGraph graph, CancellationToken cancellationToken = default)
    {
        var indexing = new WorkflowIndexingContext(graph.Workflow, cancellationToken);
        var found = new List<StoredTrigger>();
        foreach (var trigger in graph.Nodes.Select(node => node.Activity).OfType<ITrigger>().Where(trigger => trigger.GetCanStartWorkflow()))
        {
            var values = new ExpressionExecutionContext(services, indexing.GetOrCreateRegister(trigger), cancellationToken: cancellationToken);
            foreach (var input in ActivityShape.Of(trigger.GetType()).EvaluatedInputs.Select(property => property.Get(trigger)).OfType<Input>())
                if (input.Expression is { } expression)
                    values.Set(input.MemoryBlockReference(), await evaluator.EvaluateAsync(expression, input.Type, values));

            var context = new TriggerIndexingContext(indexing, values, trigger, cancellationToken);
            foreach (var payload in await trigger.GetTriggerPayloadsAsync(context))
                found.Add(new StoredTrigger
                {
                    Id = ids.GenerateId(),
                    WorkflowDefinitionId = graph.Workflow.Identity.DefinitionId,
                    WorkflowDefinitionVersionId = graph.Workflow.Identity.Id,
                    Name = context.TriggerName,
                    ActivityId = trigger.Id,
                    Hash = hasher.Hash(context.TriggerName, payload),
                    Payload = payload
                });
        }

        return found.AsReadOnly();
    }
}
