using Elsa.Workflows.Activities.Flowchart.Extensions;

namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>
/// Token mode: a completed activity puts a token on each connection it follows and takes those that led to it; the merge mode of the target
/// says when it runs.
/// </summary>
internal sealed class FlowTokens(ActivityExecutionContext flowchart, FlowGraph graph, ActivityCompletionCallback onChildCompleted)
{
    private const string TokensProperty = "Flowchart.Tokens";

    private readonly List<FlowToken> _tokens = flowchart.GetProperty(TokensProperty, () => new List<FlowToken>());

    /// <summary>An activity has completed with these outcomes.</summary>
    public async ValueTask VisitAsync(ActivityExecutionContext child, Outcomes outcomes)
    {
        var id = child.Activity.Id;
        var followed = Emit(child.Activity, outcomes);
        foreach (var token in _tokens.Where(x => x.ToActivityId == id && x.IsFree)) token.Consumed = true;
        foreach (var edge in followed) await ArriveAsync(edge, child);
        _tokens.RemoveAll(x => x.ToActivityId == id && x.Consumed);
    }

    /// <summary>The outcomes an activity goes on with while it still runs.</summary>
    public async ValueTask FollowAsync(ActivityExecutionContext child, Outcomes outcomes)
    {
        foreach (var edge in Emit(child.Activity, outcomes)) await ArriveAsync(edge, child);
    }

    /// <summary>An activity was cancelled: no token leads from it or to it.</summary>
    public void Forget(IActivity activity) => _tokens.RemoveAll(x => x.FromActivityId == activity.Id || x.ToActivityId == activity.Id);

    private List<FlowEdge> Emit(IActivity activity, Outcomes outcomes)
    {
        var followed = graph[activity].Outbound.FindAll(x => x.IsFollowedOn(outcomes));
        _tokens.AddRange(followed.Select(FlowToken.On));
        return followed;
    }

    private async ValueTask ArriveAsync(FlowEdge edge, ActivityExecutionContext by)
    {
        var target = edge.Target;
        switch (await target.Activity.GetMergeModeAsync(flowchart))
        {
            case MergeMode.Race:
                await Activities.Flowchart.CancelAncestorsAsync(flowchart, graph, target.Activity);
                goto case MergeMode.Cascade;
            case MergeMode.Cascade:
                if (_tokens.Find(x => x.Blocked && !x.Consumed && x.IsOn(edge)) is { } block)
                {
                    block.Consumed = true;
                    break;
                }

                await ScheduleAsync(target, by);
                _tokens.AddRange(target.ForwardInbound.Where(x => x.Source != edge.Source).Select(x => FlowToken.On(x, blocked: true)));
                break;
            case MergeMode.Merge:
                if (HasArrivedOnAll(target.ForwardInbound)) await ScheduleAsync(target, by);
                break;
            case MergeMode.Converge:
                if (HasArrivedOnAll(target.Inbound)) await ScheduleAsync(target, by);
                break;
            default:
                if (!target.ForwardInbound.Exists(x => _tokens.Exists(token => token.IsFree && token.ToActivityId == x.Source.Activity.Id))) await ScheduleAsync(target, by);
                break;
        }
    }

    private bool HasArrivedOnAll(List<FlowEdge> edges) => edges.Count <= 1 || edges.TrueForAll(edge => _tokens.Exists(x => x.IsFree && x.IsOn(edge)));

    private ValueTask ScheduleAsync(FlowStep step, ActivityExecutionContext by) =>
        flowchart.ScheduleActivityAsync(step.Activity, new ScheduleWorkOptions { CompletionCallback = onChildCompleted, SchedulingActivityExecutionId = by.Id });
}

/// <summary>A token on a connection.</summary>
internal sealed class FlowToken
{
    public string FromActivityId { get; init; } = null!;
    public string? FromActivityName { get; init; }
    public string? Outcome { get; init; }
    public string ToActivityId { get; init; } = null!;
    public string? ToActivityName { get; init; }

    /// <summary>Its target has completed.</summary>
    public bool Consumed { get; set; }

    /// <summary>It stands for a path that is to be ignored when it arrives.</summary>
    public bool Blocked { get; init; }

    [System.Text.Json.Serialization.JsonIgnore] public bool IsFree => !Consumed && !Blocked;

    public static FlowToken On(FlowEdge edge) => On(edge, false);

    public static FlowToken On(FlowEdge edge, bool blocked) => new()
    {
        FromActivityId = edge.Source.Activity.Id,
        FromActivityName = edge.Source.Activity.Name,
        Outcome = edge.Port,
        ToActivityId = edge.Target.Activity.Id,
        ToActivityName = edge.Target.Activity.Name,
        Blocked = blocked
    };

    public bool IsOn(FlowEdge edge) => FromActivityId == edge.Source.Activity.Id && ToActivityId == edge.Target.Activity.Id && Outcome == edge.Port;
}
