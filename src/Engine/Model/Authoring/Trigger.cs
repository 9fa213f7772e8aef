namespace Elsa.Workflows;

/// <summary>An activity that can start a workflow when something happens outside.</summary>
public interface ITrigger : IActivity
{
    /// <summary>What to listen for; one stored trigger is kept for each payload.</summary>
    ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context);
}

/// <summary>A trigger driven by the clock.</summary>
public interface IEventGenerator : ITrigger;

/// <summary>Base class of triggers.</summary>
public abstract class Trigger : Activity, ITrigger
{
    protected Trigger(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context) => ValueTask.FromResult(GetTriggerPayloads(context));
    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => [GetTriggerPayload(context)];
    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();

    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) => GetTriggerPayloadsAsync(context);
}

/// <summary>Base class of triggers with a result.</summary>
public abstract class Trigger<TResult> : Activity<TResult>, ITrigger
{
    protected Trigger(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    protected Trigger(MemoryBlockReference? output, string? source = null, int? line = null) : base(output, source, line)
    {
    }

    protected Trigger(Output<TResult>? output, string? source = null, int? line = null) : base(output, source, line)
    {
    }

    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context) => ValueTask.FromResult(GetTriggerPayloads(context));
    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) => [GetTriggerPayload(context)];
    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();

    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) => GetTriggerPayloadsAsync(context);
}

/// <summary>Base class of triggers driven by the clock.</summary>
public abstract class EventGenerator : Trigger, IEventGenerator
{
    protected EventGenerator(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected EventGenerator(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }
}
