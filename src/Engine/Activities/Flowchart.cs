using Elsa.Workflows.Activities.Flowchart.Options;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>
/// Activities and the connections between them. A connection is followed when its source completes with the outcome it starts from.
/// The chart completes when a terminal activity has completed, or when nothing in it is scheduled, running or faulted.
/// </summary>
[Activity("Elsa", "Flow", "A flowchart is a collection of activities and connections between them.")]
[System.ComponentModel.Browsable(false)]
public class Flowchart : Container
{
    /// <summary>The workflow property that says how flowcharts of an instance run.</summary>
    public const string ExecutionModePropertyKey = "Flowchart:ExecutionMode";

    private const string StartProperty = "Start";
    private static readonly object GoesBack = new();

    /// <summary>Do flowcharts run in token mode when neither the instance nor the options say how? Default no: counter mode.</summary>
    public static bool UseTokenFlow;

    public Flowchart([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
        OnSignalReceived<ScheduleActivityOutcomes>(OnScheduleOutcomesAsync);
        OnSignalReceived<ScheduleChildActivity>(OnScheduleChildAsync);
        OnSignalReceived<CancelSignal>(OnCanceledAsync);
    }

    /// <summary>
    /// Where the chart starts. Without it, and unless a trigger in the chart started the instance: a Start activity, then the first that can
    /// start a workflow, then the first no connection leads to, then the first.
    /// </summary>
    [Port] [System.ComponentModel.Browsable(false)] public IActivity? Start { get; set; }

    public ICollection<Connection> Connections { get; set; } = new List<Connection>();

    protected override async ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        var trigger = context.WorkflowExecutionContext.TriggerActivityId;
        if (trigger != null && Activities.Any(x => x.Id == trigger)) context.SetProperty(StartProperty, trigger);
        if (GraphOf(context) is { } graph) await context.ScheduleActivityAsync(graph.Start.Activity, OnChildCompletedAsync);
        else await context.CompleteActivityAsync();
    }

    // Null: there is nothing to start with.
    private FlowGraph? GraphOf(ActivityExecutionContext context) => context.WorkflowExecutionContext.WorkflowGraph.FlowGraphs.GetOrAdd(
        (this, context.GetProperty<string>(StartProperty)), static key => ((Flowchart)key.Flowchart).Analyse(key.Trigger));

    private FlowGraph? Analyse(string? trigger)
    {
        var targets = Connections.Select(x => x.Target.Activity).ToHashSet();
        var start = (trigger == null ? null : Activities.FirstOrDefault(x => x.Id == trigger))
            ?? Start
            ?? Activities.FirstOrDefault(x => x is Start)
            ?? Activities.FirstOrDefault(x => x.GetCanStartWorkflow())
            ?? Activities.FirstOrDefault(x => !targets.Contains(x))
            ?? Activities.FirstOrDefault();
        return start == null ? null : new FlowGraph(Connections, start);
    }

    private FlowCounters Counters(ActivityExecutionContext context) => new(context, GraphOf(context)!, OnChildCompletedAsync);

    private FlowTokens Tokens(ActivityExecutionContext context) => new(context, GraphOf(context)!, OnChildCompletedAsync);

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var flowchart = context.TargetContext;
        var child = context.ChildContext;
        if (child.Status != ActivityStatus.Completed) return;
        if (child.Activity is ITerminalNode)
        {
            await flowchart.CompleteActivityAsync();
            return;
        }

        var outcomes = context.Result as Outcomes ?? Outcomes.Default;
        if (UsesTokens(flowchart)) await Tokens(flowchart).VisitAsync(child, outcomes);
        else await Counters(flowchart).VisitAsync(child, outcomes);
        await CompleteIfNothingIsLeftAsync(flowchart, child);
    }

    private async ValueTask OnCanceledAsync(CancelSignal signal, SignalContext context)
    {
        var flowchart = context.ReceiverActivityExecutionContext;
        var child = context.SenderActivityExecutionContext;
        if (child.ParentActivityExecutionContext != flowchart || flowchart.Status != ActivityStatus.Running || flowchart.IsClosing) return;
        context.StopPropagation();
        flowchart.WorkflowExecutionContext.PopCompletionCallback(flowchart, child.ActivityNode);
        if (UsesTokens(flowchart)) Tokens(flowchart).Forget(child.Activity);
        else if (flowchart.TransientProperties.ContainsKey(GoesBack)) return;
        else await Counters(flowchart).VisitAsync(child, Outcomes.Empty);
        await CompleteIfNothingIsLeftAsync(flowchart, child);
    }

    private async ValueTask OnScheduleOutcomesAsync(ScheduleActivityOutcomes signal, SignalContext context)
    {
        var flowchart = context.ReceiverActivityExecutionContext;
        var child = context.SenderActivityExecutionContext;
        if (child.ParentActivityExecutionContext != flowchart) return;
        context.StopPropagation();
        var outcomes = new Outcomes(signal.Outcomes);
        if (UsesTokens(flowchart)) await Tokens(flowchart).FollowAsync(child, outcomes);
        else await Counters(flowchart).FollowAsync(child, outcomes);
    }

    private async ValueTask OnScheduleChildAsync(ScheduleChildActivity signal, SignalContext context)
    {
        if (!Activities.Contains(signal.Activity)) return;
        context.StopPropagation();
        await context.ReceiverActivityExecutionContext.ScheduleActivityAsync(signal.Activity, new ScheduleWorkOptions
        {
            ExistingActivityExecutionContext = signal.ActivityExecutionContext,
            CompletionCallback = OnChildCompletedAsync,
            Input = signal.Input
        });
    }

    private async ValueTask CompleteIfNothingIsLeftAsync(ActivityExecutionContext flowchart, ActivityExecutionContext child)
    {
        if (flowchart.Children.Any(x => x.Status is ActivityStatus.Running or ActivityStatus.Faulted)) return;
        if (flowchart.WorkflowExecutionContext.Scheduler.Any(x => x.Owner == flowchart)) return;
        if (UsesTokens(flowchart) || !await Counters(flowchart).ReleaseAsync(child)) await flowchart.CompleteActivityAsync();
    }

    /// <summary>Runs the activity again, as if nothing after it had happened yet.</summary>
    internal async ValueTask GoBackAsync(ActivityExecutionContext flowchart, IActivity activity, IReadOnlyCollection<string> leaving)
    {
        var graph = GraphOf(flowchart)!;
        var (target, after) = (graph[activity], FlowGraph.Descendants(graph[activity]));
        flowchart.TransientProperties[GoesBack] = true;
        foreach (var child in flowchart.Children.Where(x => !x.IsCompleted && (x.Activity == activity || after.Contains(graph[x.Activity]) || leaving.Contains(x.Activity.Id))).ToList()) await child.CancelActivityAsync();
        flowchart.TransientProperties.Remove(GoesBack);
        if (!UsesTokens(flowchart)) Counters(flowchart).Rewind(target, after);
        await flowchart.ScheduleActivityAsync(activity, OnChildCompletedAsync);
    }

    internal ValueTask CancelAncestorsAsync(ActivityExecutionContext flowchart, IActivity activity) => CancelAncestorsAsync(flowchart, GraphOf(flowchart)!, activity);

    internal static async ValueTask CancelAncestorsAsync(ActivityExecutionContext flowchart, FlowGraph graph, IActivity activity)
    {
        var ancestors = FlowGraph.Ancestors(graph[activity]);
        foreach (var child in flowchart.Children.Where(x => !x.IsCompleted && ancestors.Contains(graph[x.Activity])).ToList()) await child.CancelActivityAsync();
    }

    internal static bool UsesTokens(ActivityExecutionContext flowchart)
    {
        var mode = flowchart.WorkflowExecutionContext.Properties.TryGetValue(ExecutionModePropertyKey, out var value) ? ModeOf(value) : FlowchartExecutionMode.Default;
        if (mode == FlowchartExecutionMode.Default) mode = flowchart.GetService<IOptions<FlowchartOptions>>()?.Value.DefaultExecutionMode ?? FlowchartExecutionMode.Default;
        return mode == FlowchartExecutionMode.Default ? UseTokenFlow : mode == FlowchartExecutionMode.TokenBased;
    }

    private static FlowchartExecutionMode ModeOf(object? value)
    {
        var text = value is JsonElement { ValueKind: JsonValueKind.String } element ? element.GetString() : value?.ToString();
        return Enum.TryParse<FlowchartExecutionMode>(text, true, out var mode) && Enum.IsDefined(mode) ? mode : FlowchartExecutionMode.Default;
    }
}
