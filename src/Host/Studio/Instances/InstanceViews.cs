using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Workflows.Approvals.Forms;
using Workflows.Engine.Storage;

namespace Workflows.Host.Studio.Instances;

/// <summary>An instance in a list.</summary>
internal sealed record InstanceLine(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, WorkflowStatus Status, WorkflowSubStatus SubStatus, string? CorrelationId, string? Name, int IncidentCount,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt)
{
    public static InstanceLine Of(WorkflowInstance instance) => new(
        instance.Id, instance.DefinitionId, instance.DefinitionVersionId, instance.Version, instance.Status, instance.SubStatus, instance.CorrelationId, instance.Name, instance.IncidentCount,
        instance.CreatedAt, instance.UpdatedAt, instance.FinishedAt);
}

/// <summary>Where an instance stands. The designer reads <c>workflowSubStatus</c>, other clients of Elsa read <c>subStatus</c>.</summary>
internal sealed record ExecutionState(WorkflowStatus Status, WorkflowSubStatus SubStatus, WorkflowSubStatus WorkflowSubStatus, DateTimeOffset UpdatedAt);

/// <summary>A variable with its value of this moment.</summary>
internal sealed record VariableValue(string Id, string Name, JsonNode? Value);

/// <summary>A line of the journal.</summary>
internal sealed record JournalLine(
    string Id, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion, string? ActivityName, string NodeId,
    DateTimeOffset Timestamp, long Sequence, string? EventName, string? Message, string? Source, JsonNode? ActivityState, JsonObject? Payload)
{
    public static JournalLine Of(WorkflowExecutionLogRecord record) => new(
        record.Id, record.ActivityInstanceId, record.ParentActivityInstanceId, record.ActivityId, record.ActivityType, record.ActivityTypeVersion, record.ActivityName, record.ActivityNodeId,
        record.Timestamp, record.Sequence, record.EventName, record.Message, record.Source, Plain.Of(record.ActivityState), Plain.Of(record.Payload) as JsonObject);
}

/// <summary>One run of an activity, without what it read and wrote.</summary>
internal sealed record ExecutionLine(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    DateTimeOffset StartedAt, DateTimeOffset? CompletedAt, bool HasBookmarks, JsonNode? Metadata, ActivityStatus Status, int AggregateFaultCount)
{
    public static ExecutionLine Of(ActivityExecutionRecord record) => new(
        record.Id, record.WorkflowInstanceId, record.ActivityId, record.ActivityNodeId, record.ActivityType, record.ActivityTypeVersion, record.ActivityName,
        record.StartedAt, record.CompletedAt, record.HasBookmarks, Plain.Of(record.Metadata) ?? new JsonObject(), record.Status, record.AggregateFaultCount);
}

/// <summary>What the box of an activity shows: how often it ran, and whether it waits or failed.</summary>
internal sealed record ActivityStats(
    string ActivityId, string ActivityNodeId, int StartedCount, int CompletedCount, int UncompletedCount, bool IsBlocked, bool IsFaulted, int AggregateFaultCount)
{
    public JsonObject Metadata { get; } = [];

    /// <summary>One entry per node, whatever the number of runs.</summary>
    public static List<ActivityStats> Of(IEnumerable<ActivityExecutionRecord> records) =>
    [
        .. from record in records
           group record by record.ActivityNodeId into runs
           let completed = runs.Count(run => run.CompletedAt is not null)
           select new ActivityStats(
               runs.First().ActivityId, runs.Key, runs.Count(), completed, runs.Count() - completed, runs.Any(run => run.HasBookmarks),
               runs.Any(run => run.Status == ActivityStatus.Faulted), runs.Sum(run => run.AggregateFaultCount)),
    ];
}

/// <summary>Values of the engine as JSON, with telephone numbers and addresses masked: whoever looks at an instance here does not work on the case, and reads them on its page, with an entry.</summary>
internal static class Plain
{
    public static JsonNode? Of(object? value) => value is null ? null : PersonalValues.MaskAnywhere(JsonNode.Parse(EngineJson.Serialize(value)));

    /// <summary>A whole run of an activity; values that a viewer asks about again and again are always there, if only empty.</summary>
    public static JsonObject Execution(ActivityExecutionRecord record)
    {
        var node = (JsonObject)Of(record)!;
        foreach (var name in new[] { "activityState", "outputs", "properties", "metadata" }) node[name] ??= new JsonObject();
        return node;
    }

    /// <summary>An instance with its state; the number that guards its saves is ours alone.</summary>
    public static JsonObject Instance(WorkflowInstance instance)
    {
        var node = (JsonObject)Of(instance)!;
        node.Remove("rowVersion");
        return node;
    }
}
