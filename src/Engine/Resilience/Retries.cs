using System.Data.Common;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Elsa.Resilience;
using Elsa.Resilience.Models;
using Microsoft.Extensions.Options;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Resilience;

/// <summary>A failed attempt, as it is kept with the activity's execution record.</summary>
public sealed record RetryAttemptRecord(string Id, string ActivityInstanceId, string ActivityId, string WorkflowInstanceId, int AttemptNumber, TimeSpan RetryDelay, IDictionary<string, string> Details);

/// <summary>Waits for the next attempt.</summary>
internal sealed record RetryStimulus(DateTimeOffset RetryAt) : IDueStimulus
{
    [JsonIgnore] DateTimeOffset IDueStimulus.DueAt => RetryAt;
}

/// <summary>
/// Tries activities again that failed for a passing reason. Nothing waits inside a unit of work: the instance is suspended, and a timer lets the activity run
/// again from its start in a unit of its own.
/// </summary>
public sealed class Retries(IOptions<ResilienceOptions> options, IExpressionEvaluator evaluator, ValueReader values, IEnumerable<ITransientExceptionStrategy> transient, IWorkflowStore store)
{
    internal const string BookmarkName = "Workflows.Retry";
    internal const string AttemptsProperty = "RetryAttempts";
    internal const string StrategyProperty = "ResilienceStrategy";
    private const string Setting = "resilienceStrategy";
    private const string HasAttempts = "HasRetryAttempts";

    /// <summary>The strategies that fit a category; all without one.</summary>
    public IReadOnlyList<RetryStrategy> Strategies(string? category = null) => [.. options.Value.Strategies.Where(x => category == null || x.Category == category)];

    /// <summary>The failed attempts of an activity's run; the first one first.</summary>
    public async Task<IReadOnlyList<RetryAttemptRecord>> ListAsync(string activityInstanceId, CancellationToken cancellationToken = default) =>
        await store.FindActivityExecutionAsync(activityInstanceId, cancellationToken) is { Properties: { } properties } && properties.TryGetValue(AttemptsProperty, out var stored) ? Attempts(stored) : [];

    /// <summary>Arranges another attempt. False: the activity is to fail now.</summary>
    internal async ValueTask<bool> TryAsync(ActivityExecutionContext context, Exception exception)
    {
        if (context.Activity is not IResilientActivity activity || !IsTransient(exception, context) || await StrategyAsync(context) is not { } strategy) return false;
        var attempts = context.Properties.TryGetValue(AttemptsProperty, out var stored) ? Attempts(stored) : [];
        if (attempts.Count >= Math.Clamp(strategy.MaxRetryAttempts, 1, 100)) return false;

        var workflow = context.WorkflowExecutionContext;
        var id = workflow.IdentityGenerator.GenerateId();
        var number = attempts.Count + 1;
        var delay = strategy.DelayAfter(number, Jitter(id));
        var details = activity.CollectRetryDetails(context, new RetryAttempt(context, number, delay, null, exception)).Where(x => x.Value != null).ToDictionary(x => x.Key, x => x.Value!);
        context.Properties[AttemptsProperty] = new List<RetryAttemptRecord>(attempts) { new(id, context.Id, activity.Id, workflow.Id, number, delay, details) };
        context.Properties[StrategyProperty] = strategy;
        foreach (var around in context.GetAncestors().Prepend(context))
        {
            around.SetMetadata(HasAttempts, true);
            workflow.Touch(around);
        }

        // What the attempt left behind is of the attempt that failed.
        foreach (var child in context.Children.ToList()) await child.CancelActivityAsync();
        workflow.Unschedule(context);
        context.ClearBookmarks();
        context.TransitionTo(ActivityStatus.Running);
        context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = BookmarkName, Stimulus = new RetryStimulus(workflow.Now + delay), IncludeActivityInstanceId = true, AutoComplete = false });
        context.AddExecutionLogEntry("Retrying", exception.Message, payload: new Dictionary<string, object> { ["AttemptNumber"] = number, ["RetryDelay"] = delay, ["Exception"] = exception.GetType().FullName! });
        return true;
    }

    /// <summary>What of the properties goes into the execution record in any case.</summary>
    internal static IDictionary<string, object>? Shown(IDictionary<string, object>? properties) =>
        properties?.ContainsKey(AttemptsProperty) == true ? properties.Where(x => x.Key is AttemptsProperty or StrategyProperty).ToDictionary() : null;

    private bool IsTransient(Exception exception, ActivityExecutionContext context)
    {
        if (exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested) return false;
        return exception is HttpRequestException or TimeoutException or IOException or TaskCanceledException or System.Net.Sockets.SocketException or DbException { IsTransient: true }
            || transient.Any(x => x.IsTransient(exception)) || exception.InnerException is { } inner && IsTransient(inner, context);
    }

    private async ValueTask<RetryStrategy?> StrategyAsync(ActivityExecutionContext context)
    {
        if (!context.Activity.CustomProperties.TryGetValue(Setting, out var setting) || setting == null!) return null;
        if (JsonSerializer.SerializeToNode(setting, setting.GetType(), EngineJson.Options) is not JsonObject json) return null;
        var value = ActivityJson.Text(json["mode"]) is { } mode && mode.Equals("Expression", StringComparison.OrdinalIgnoreCase)
            ? values.ReadExpression(json["expression"]) is { } expression ? await evaluator.EvaluateAsync(expression, typeof(object), context.ExpressionExecutionContext) : null
            : ActivityJson.Text(json["strategyId"]);
        return value switch
        {
            null => null,
            RetryStrategy given => given,
            string id => options.Value.Strategies.FirstOrDefault(x => x.Id == id),
            _ => Written(value)
        };
    }

    // An expression may give a strategy itself, as an object.
    private static RetryStrategy? Written(object value)
    {
        if (JsonSerializer.SerializeToNode(value, value.GetType(), EngineJson.Options) is not JsonObject json) return null;
        if (!json.ContainsKey("id")) json["id"] = "expression";
        return json.Deserialize<RetryStrategy>(EngineJson.Options);
    }

    private static List<RetryAttemptRecord> Attempts(object? stored) => stored switch
    {
        null => [],
        List<RetryAttemptRecord> known => known,
        _ => JsonSerializer.SerializeToElement(stored, stored.GetType(), EngineJson.Options).Deserialize<List<RetryAttemptRecord>>(EngineJson.Options) ?? []
    };

    // The ids come from the container, and so a run can be repeated.
    private static double Jitter(string id) => id.Aggregate(17u, (hash, letter) => unchecked(hash * 31 + letter)) % 1000 / 1000.0;
}
