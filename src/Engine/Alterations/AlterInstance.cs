using Elsa.Workflows.IncidentStrategies;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Alterations;

/// <summary>Alters an instance within the caller's unit of work: all of the alterations, or none. What they set going runs at once.</summary>
public sealed class AlterInstance(IWorkflowStore store, IWorkflowDefinitionService definitions, WorkflowRuntime runtime, IOptions<WorkflowEngineOptions> options)
{
    public async Task<AlterationResult> Run(string instanceId, IEnumerable<Alteration> alterations, CancellationToken cancellationToken = default)
    {
        if (await store.FindInstanceAsync(instanceId, cancellationToken) is not { } instance)
            return Refused("alteration.instance-missing", $"Expected an instance {instanceId}, found none.", "Look for it in the list of instances.");
        if (instance.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled)
            return Refused("alteration.instance-ended", $"Expected an instance that is under way or has failed, found one that is {(instance.SubStatus == WorkflowSubStatus.Finished ? "finished" : "cancelled")}.", "Start another one.");

        // Another version comes first: the rest is about the instance as it is there.
        var inOrder = alterations.OrderBy(x => x is Migrate ? 0 : 1).ToList();
        var (graph, finding) = await GraphAsync(instance, inOrder.OfType<Migrate>().ToList(), cancellationToken);
        if (graph == null) return new AlterationResult(instance, [finding!]);
        var isMigrated = graph.Workflow.Identity.Id != instance.DefinitionVersionId;
        if (isMigrated)
        {
            if (await definitions.FindWorkflowGraphAsync(instance.DefinitionVersionId, cancellationToken) is not { } source) return new AlterationResult(instance, [VersionMissing(instance)]);
            if (Migration.Check(instance.WorkflowState, source, graph) is { Count: > 0 } inTheWay) return new AlterationResult(instance, inTheWay);
        }

        var context = await runtime.RestoreAsync(graph, instance, cancellationToken);
        if (isMigrated)
        {
            Migration.Adjust(context);
            context.AddExecutionLogEntry("Altered", $"Moved from version {instance.Version} to version {graph.Workflow.Identity.Version}");
        }

        // All are looked at before the first has an effect: activities that are cancelled take back what they asked for.
        var others = inOrder.Where(x => x is not Migrate).ToList();
        if (others.Select(x => Check(context, x)).OfType<AlterationFinding>().ToList() is { Count: > 0 } findings) return new AlterationResult(instance, findings);
        foreach (var alteration in others) await ApplyAsync(context, alteration);

        (instance.DefinitionVersionId, instance.Version) = (graph.Workflow.Identity.Id, graph.Workflow.Identity.Version);
        await runtime.RunAsync(context, instance, FaultIfBroken);
        return new AlterationResult(instance, []);
    }

    private async Task<(WorkflowGraph? Graph, AlterationFinding? Finding)> GraphAsync(WorkflowInstance instance, List<Migrate> migrations, CancellationToken cancellationToken)
    {
        if (migrations.Count == 0)
            return await definitions.FindWorkflowGraphAsync(instance.DefinitionVersionId, cancellationToken) is { } own
                ? (own, null)
                : (null, VersionMissing(instance));
        var target = migrations[^1].TargetVersion;
        if (target == instance.Version) return (null, new AlterationFinding("alteration.same-version", $"Expected another version than {instance.Version}, on which the instance runs already.", "Choose another version."));
        return await definitions.FindWorkflowGraphAsync(instance.DefinitionId, VersionOptions.SpecificVersion(target), cancellationToken) is { } graph
            ? (graph, null)
            : (null, new AlterationFinding("alteration.version-missing", $"Expected version {target} of {instance.DefinitionId}, found none.", "Choose a version that is there."));
    }

    private static AlterationFinding? Check(WorkflowExecutionContext context, Alteration alteration) => alteration switch
    {
        CancelActivity cancel => CheckCancel(UnderWay(context, cancel), cancel),
        RetryActivity retry => Failed(context, retry).Count > 0 ? null : new AlterationFinding(
            "alteration.not-failed", $"Expected an activity {retry.ActivityInstanceId ?? retry.ActivityId} that has failed, found none.", "Choose one of the incidents.", retry.ActivityId),
        GoBack back => Chart(context, back) != null ? null : new AlterationFinding(
            "alteration.not-in-flowchart", $"Expected the activity {back.ActivityId} to stand in a flowchart that is under way, found none.", "Choose one of the steps of the flowchart.", back.ActivityId),
        ModifyVariable modify => CheckModify(InUse(context, modify), modify),
        _ => throw new InvalidOperationException($"Expected an alteration the engine knows, found {alteration.GetType().Name}.")
    };

    private static async ValueTask ApplyAsync(WorkflowExecutionContext context, Alteration alteration)
    {
        switch (alteration)
        {
            case CancelActivity cancel:
                Revive(context);
                foreach (var activity in UnderWay(context, cancel))
                {
                    activity.RecoverFromFault();
                    activity.AddExecutionLogEntry("Altered", "Cancelled by an administrator");
                    await activity.CancelActivityAsync();
                }

                break;
            case RetryActivity retry:
                Revive(context);
                foreach (var activity in Failed(context, retry))
                {
                    activity.AddExecutionLogEntry("Altered", "Tried again by an administrator");
                    WorkflowRunner.Recover(activity);
                }

                break;
            case GoBack back:
                Revive(context);
                var flowchart = Chart(context, back)!;
                flowchart.AddExecutionLogEntry("Altered", $"Gone back to {back.ActivityId}");
                await ((Flowchart)flowchart.Activity).GoBackAsync(flowchart, ((Flowchart)flowchart.Activity).Activities.First(x => x.Id == back.ActivityId), back.Leaving ?? []);
                break;
            case ModifyVariable modify:
                foreach (var (activity, variable) in InUse(context, modify))
                {
                    activity.ExpressionExecutionContext.Memory.Declare(variable).Value = variable.ParseValue(modify.Value);
                    activity.AddExecutionLogEntry("Altered", $"The variable {variable.Name} was changed by an administrator");
                }

                break;
        }
    }

    private static AlterationFinding? CheckCancel(List<ActivityExecutionContext> found, CancelActivity cancel) =>
        found.Count == 0
            ? new AlterationFinding("alteration.not-under-way", $"Expected an activity {cancel.ActivityInstanceId ?? cancel.ActivityId} that is under way, found none.", "Choose one that runs or waits.", cancel.ActivityId)
            : found.Find(x => x.ParentActivityExecutionContext?.Activity is not Flowchart) is { } stuck
                ? new AlterationFinding(
                    "alteration.not-in-flowchart", $"Expected the activity \"{Named(stuck.Activity)}\" to stand in a flowchart, which goes on without it, found it elsewhere.",
                    "Cancel the activity around it that stands in a flowchart, or the whole instance.", stuck.Activity.Id)
                : null;

    private static AlterationFinding? CheckModify(List<(ActivityExecutionContext Activity, Variable Variable)> places, ModifyVariable modify)
    {
        if (places.Count == 0) return new AlterationFinding("alteration.variable-missing", $"Expected a variable \"{modify.VariableId}\" in use, found none.", "Choose one of the instance's variables.");
        foreach (var (activity, variable) in places)
        {
            if (!activity.DynamicVariables.Contains(variable) && !typeof(WorkflowInstanceStorageDriver).IsAssignableFrom(variable.StorageDriverType))
                return new AlterationFinding(
                    "alteration.variable-in-memory", $"Expected the variable \"{variable.Name}\" to be kept with the instance, found that it is forgotten whenever the instance waits.",
                    "Give it a storage in the definition, and move the instance to that version.");
            if (!variable.TryParseValue(modify.Value, out _))
                return new AlterationFinding("alteration.value-unfit", $"Expected a value of type {variable.GetVariableType().Name} for the variable \"{variable.Name}\", found \"{modify.Value}\".", "Write another value.");
        }

        return null;
    }

    private static List<ActivityExecutionContext> UnderWay(WorkflowExecutionContext context, CancelActivity cancel) => [.. Find(context, cancel.ActivityInstanceId, cancel.ActivityId).Where(x => !x.IsCompleted)];

    private static List<ActivityExecutionContext> Failed(WorkflowExecutionContext context, RetryActivity retry) =>
        [.. Find(context, retry.ActivityInstanceId, retry.ActivityId).Where(x => x.Status == ActivityStatus.Faulted)];

    private static List<(ActivityExecutionContext Activity, Variable Variable)> InUse(WorkflowExecutionContext context, ModifyVariable modify) =>
        [.. from activity in context.ActivityExecutionContexts
            where !activity.IsCompleted
            from variable in activity.Variables
            where variable.Id == modify.VariableId || variable.Name == modify.VariableId
            select (activity, variable)];

    private static ActivityExecutionContext? Chart(WorkflowExecutionContext context, GoBack back) =>
        context.ActivityExecutionContexts.FirstOrDefault(x => !x.IsCompleted && x.Activity is Flowchart chart && chart.Activities.Any(y => y.Id == back.ActivityId));

    private static IEnumerable<ActivityExecutionContext> Find(WorkflowExecutionContext context, string? instanceId, string? activityId) =>
        context.ActivityExecutionContexts.Where(x => instanceId != null ? x.Id == instanceId : activityId != null && (x.Activity.Id == activityId || x.NodeId == activityId));

    // What waits or has failed as a whole is looked at again; what is still broken then makes it fail again.
    private static void Revive(WorkflowExecutionContext context)
    {
        context.RestoreStatus(WorkflowSubStatus.Executing);
        context.FinishedAt = null;
    }

    private void FaultIfBroken(WorkflowExecutionContext context)
    {
        var strategy = context.Workflow.Options.IncidentStrategyType ?? options.Value.DefaultIncidentStrategy;
        if (strategy == typeof(FaultStrategy) && context.Status == WorkflowStatus.Running && context.ActivityExecutionContexts.Any(x => x.Status == ActivityStatus.Faulted)) context.TransitionTo(WorkflowSubStatus.Faulted);
    }

    private static AlterationFinding VersionMissing(WorkflowInstance instance) =>
        new("alteration.version-missing", $"Expected version {instance.Version} of {instance.DefinitionId}, on which the instance runs, found none.", "Import it again.");

    private static AlterationResult Refused(string code, string problem, string remedy) => new(null, [new AlterationFinding(code, problem, remedy)]);

    internal static string Named(IActivity activity) => activity.GetDisplayText() ?? activity.Name ?? activity.Id;
}
