namespace Elsa.Workflows.Signals;

/// <summary>The sender has completed.</summary>
public record ActivityCompleted(object? Result = null);

/// <summary>The sender has been cancelled.</summary>
public record CancelSignal;

/// <summary>The sender asks to leave the nearest loop.</summary>
public record BreakSignal;

/// <summary>The sender asks the nearest composite to complete.</summary>
public record CompleteCompositeSignal(object? Value = null);

/// <summary>The sender asks its flowchart to follow these outcomes although it is still running.</summary>
public record ScheduleActivityOutcomes(params string[] Outcomes);

/// <summary>The sender asks its container to schedule one of its activities.</summary>
public class ScheduleChildActivity
{
    public ScheduleChildActivity(IActivity activity, IDictionary<string, object>? input = null)
    {
        Activity = activity;
        Input = input;
    }

    public ScheduleChildActivity(ActivityExecutionContext activityExecutionContext, IDictionary<string, object>? input = null)
    {
        Activity = activityExecutionContext.Activity;
        ActivityExecutionContext = activityExecutionContext;
        Input = input;
    }

    public IActivity Activity { get; init; }
    public ActivityExecutionContext? ActivityExecutionContext { get; init; }
    public IDictionary<string, object>? Input { get; set; }
}
