namespace Workflows.Engine;

/// <summary>Turns a running instance into its state, and a state back into an instance ready to run.</summary>
internal static class InstanceState
{
    public static async ValueTask<WorkflowState> ExtractAsync(WorkflowExecutionContext context)
    {
        var ended = context.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled;
        var kept = context.ActivityExecutionContexts.Where(x => x.ParentActivityExecutionContext == null || (!ended && !x.IsCompleted)).ToList();
        foreach (var activity in kept) await WriteVariablesAsync(activity);
        var storedInputs = context.Workflow.Inputs.Where(x => typeof(WorkflowInstanceStorageDriver).IsAssignableFrom(x.StorageDriverType)).Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        var identity = context.Workflow.Identity;
        return new WorkflowState
        {
            Id = context.Id,
            DefinitionId = identity.DefinitionId,
            DefinitionVersionId = identity.Id,
            DefinitionVersion = identity.Version,
            ParentWorkflowInstanceId = context.ParentWorkflowInstanceId,
            CorrelationId = context.CorrelationId,
            Name = context.Name,
            Status = context.Status,
            SubStatus = context.SubStatus,
            IsSystem = context.Workflow.IsSystem,
            Bookmarks = context.Bookmarks.ToList(),
            Incidents = context.Incidents.ToList(),
            CompletionCallbacks = ended ? [] : context.CompletionCallbacks
                .Where(x => kept.Contains(x.Owner)).Select(x => new CompletionCallbackState(x.Owner.Id, x.Child.NodeId, x.CompletionCallback?.Method.Name, x.Tag)).ToList(),
            ActivityExecutionContexts = kept.Select(Extract).ToList(),
            ScheduledActivities = ended ? [] : context.Queue.List().Select(Extract).ToList(),
            ExecutionLogSequence = context.ExecutionLogSequence,
            Input = context.Input.Where(x => storedInputs.Contains(x.Key)).ToDictionary(),
            Output = context.Output,
            Properties = context.Properties,
            CreatedAt = context.CreatedAt,
            UpdatedAt = context.UpdatedAt,
            FinishedAt = context.FinishedAt
        };
    }

    public static async ValueTask ApplyAsync(WorkflowExecutionContext context, WorkflowState state)
    {
        context.CorrelationId = state.CorrelationId;
        context.Name = state.Name;
        context.ParentWorkflowInstanceId = state.ParentWorkflowInstanceId;
        context.RestoreStatus(state.SubStatus);
        context.CreatedAt = state.CreatedAt;
        context.UpdatedAt = state.UpdatedAt;
        context.FinishedAt = state.FinishedAt;
        context.ExecutionLogSequence = state.ExecutionLogSequence;
        context.Input = new Dictionary<string, object>(state.Input);
        context.Output = new Dictionary<string, object>(state.Output);
        context.Properties = new Dictionary<string, object>(state.Properties);
        context.Incidents = state.Incidents.ToList();
        context.Bookmarks = state.Bookmarks.ToList();
        context.OriginalBookmarks = state.Bookmarks.ToList();

        var restored = new Dictionary<string, ActivityExecutionContext>(state.ActivityExecutionContexts.Count, StringComparer.Ordinal);
        var byId = state.ActivityExecutionContexts.ToDictionary(x => x.Id, StringComparer.Ordinal);
        foreach (var activity in state.ActivityExecutionContexts) await RestoreAsync(context, activity, byId, restored);

        foreach (var callback in state.CompletionCallbacks)
            if (restored.TryGetValue(callback.OwnerInstanceId, out var owner))
                context.CompletionCallbacks.Add(new ActivityCompletionCallbackEntry(
                    owner, Node(context, callback.ChildNodeId),
                    callback.MethodName == null ? null : ActivityMethods.Find<ActivityCompletionCallback>(owner.Activity, callback.MethodName), callback.Tag));

        foreach (var item in state.ScheduledActivities)
            context.Queue.Schedule(new ActivityWorkItem(
                Node(context, item.ActivityNodeId).Activity,
                item.OwnerContextId == null ? null : restored.GetValueOrDefault(item.OwnerContextId),
                item.Tag,
                item.Variables,
                item.ExistingActivityExecutionContextId == null ? null : restored.GetValueOrDefault(item.ExistingActivityExecutionContextId),
                item.Input));
    }

    private static async ValueTask<ActivityExecutionContext> RestoreAsync(
        WorkflowExecutionContext context, ActivityExecutionContextState state, Dictionary<string, ActivityExecutionContextState> byId, Dictionary<string, ActivityExecutionContext> restored)
    {
        if (restored.TryGetValue(state.Id, out var known)) return known;
        var parent = state.ParentContextId == null ? null : await RestoreAsync(context, byId[state.ParentContextId], byId, restored);
        var activity = new ActivityExecutionContext(state.Id, context, parent, Node(context, state.ScheduledActivityNodeId), state.StartedAt, state.Tag)
        {
            CompletedAt = state.CompletedAt,
            AggregateFaultCount = state.FaultCount,
            CallStackDepth = state.CallStackDepth,
            SchedulingActivityExecutionId = state.SchedulingActivityExecutionId,
            SchedulingActivityId = state.SchedulingActivityId,
            DynamicVariables = state.DynamicVariables.ToList()
        };
        foreach (var (key, value) in state.Properties) activity.Properties[key] = value;
        foreach (var (key, value) in state.Metadata) activity.Metadata[key] = value;
        activity.RestoreStatus(state.Status);
        restored[state.Id] = activity;
        context.AddActivityExecutionContext(activity);
        foreach (var variable in activity.DynamicVariables) variable.DeclareIn(activity.ExpressionExecutionContext.Memory);
        await ReadVariablesAsync(activity);
        return activity;
    }

    private static ActivityNode Node(WorkflowExecutionContext context, string nodeId) => context.FindNodeById(nodeId) ?? throw new InvalidOperationException(
        $"Expected activity \"{nodeId}\" in version {context.Workflow.Identity.Id} of {context.Workflow.Identity.DefinitionId} because instance {context.Id} waits there, found none. A published version must not change.");

    private static ActivityExecutionContextState Extract(ActivityExecutionContext context)
    {
        foreach (var variable in context.DynamicVariables)
            if (context.ExpressionExecutionContext.Memory.TryGetBlock(variable.Id, out var block))
                variable.Value = variable.StorageDriverType == typeof(MemoryStorageDriver) ? null : block.Value;
        return new ActivityExecutionContextState
        {
            Id = context.Id,
            ParentContextId = context.ParentActivityExecutionContext?.Id,
            ScheduledActivityNodeId = context.NodeId,
            OwnerActivityNodeId = context.ParentActivityExecutionContext?.NodeId,
            Properties = context.StoredProperties ?? new Dictionary<string, object>(),
            Metadata = context.StoredMetadata ?? new Dictionary<string, object>(),
            DynamicVariables = context.DynamicVariables,
            Status = context.Status,
            FaultCount = context.AggregateFaultCount,
            StartedAt = context.StartedAt,
            CompletedAt = context.CompletedAt,
            Tag = context.Tag,
            CallStackDepth = context.CallStackDepth,
            SchedulingActivityExecutionId = context.SchedulingActivityExecutionId,
            SchedulingActivityId = context.SchedulingActivityId
        };
    }

    private static ActivityWorkItemState Extract(ActivityWorkItem item) => new()
    {
        ActivityNodeId = item.Activity.NodeId,
        OwnerContextId = item.Owner?.Id,
        ExistingActivityExecutionContextId = item.ExistingActivityExecutionContext?.Id,
        Tag = item.Tag,
        Variables = item.Variables?.ToList(),
        Input = item.Input
    };

    private static async ValueTask WriteVariablesAsync(ActivityExecutionContext context)
    {
        if (context.Activity is not IVariableContainer { Variables.Count: > 0 } container) return;
        var drivers = context.GetRequiredService<IStorageDriverManager>();
        foreach (var variable in container.Variables)
        {
            if (variable.StorageDriverType == null || drivers.Get(variable.StorageDriverType) is not { } driver) continue;
            if (!context.ExpressionExecutionContext.Memory.TryGetBlock(variable.Id, out var block)) continue;
            var target = new StorageDriverContext(context, variable, context.CancellationToken);
            if (block.Value == null) await driver.DeleteAsync(variable.Id, target);
            else await driver.WriteAsync(variable.Id, block.Value, target);
        }
    }

    private static async ValueTask ReadVariablesAsync(ActivityExecutionContext context)
    {
        if (context.Activity is not IVariableContainer { Variables.Count: > 0 } container) return;
        var drivers = context.GetRequiredService<IStorageDriverManager>();
        foreach (var variable in container.Variables)
        {
            if (variable.StorageDriverType == null || drivers.Get(variable.StorageDriverType) is not { } driver) continue;
            var value = await driver.ReadAsync(variable.Id, new StorageDriverContext(context, variable, context.CancellationToken));
            context.ExpressionExecutionContext.Memory.Blocks[variable.Id].Value = variable.ParseValue(value);
        }
    }
}
