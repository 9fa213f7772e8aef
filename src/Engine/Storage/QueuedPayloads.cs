namespace Workflows.Engine.Storage;

/// <summary>Start an instance later.</summary>
internal sealed record QueuedStart(WorkflowDefinitionHandle Definition, WorkflowStart Start);

/// <summary>Send a stimulus later; its hashes, with and without the activity instance it is addressed to, are made at once.</summary>
internal sealed record QueuedStimulus(string Hash, string PlainHash, StimulusMetadata? Metadata);

/// <summary>Start an instance because the time of a trigger has come, if the trigger is still there; and again when it recurs.</summary>
internal sealed record QueuedTrigger(string TriggerId, string Hash, DateTimeOffset? Due = null, Recurrence? Recurrence = null);

/// <summary>Resume a bookmark of another instance later.</summary>
internal sealed record QueuedResume(string BookmarkId, string? InstanceId, IDictionary<string, object>? Input);

/// <summary>Cancel another instance later.</summary>
internal sealed record QueuedCancel(string InstanceId);
