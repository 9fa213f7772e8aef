using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Options;
using Microsoft.Extensions.Options;
using Workflows.Engine.Serialization;

namespace Workflows.Engine;

/// <summary>
/// What of an activity goes into its execution record. Asked are, in this order: the activity about the value, the activity as a whole, the workflow around it, the
/// installation; a strategy that inherits passes the question on. The present form of the settings is <c>logPersistenceConfig</c>, the old one
/// <c>logPersistenceMode</c>. An expression that fails, or a strategy that is gone, counts as not set.
/// </summary>
internal sealed class LogPersistence(ILogPersistenceStrategyService strategies, IExpressionEvaluator evaluator, ValueReader values, IWellKnownTypeRegistry types, IOptions<ManagementOptions> options)
    : IActivityPropertyLogPersistenceEvaluator
{
    private const string Config = "logPersistenceConfig";
    private const string Legacy = "logPersistenceMode";

    private static readonly ActivityLogPersistenceModeMap Everything = new();

    public async Task<ActivityLogPersistenceModeMap> EvaluateLogPersistenceModesAsync(ActivityExecutionContext context)
    {
        if (!IsSet(context)) return Everything;
        var map = new ActivityLogPersistenceModeMap();
        var installation = options.Value.LogPersistenceMode;
        var workflow = context.Activity as Workflow ?? context.SurroundingWorkflow;
        var workflowMode = await ModeAsync(context, Settings(workflow.CustomProperties), "default", null, installation);
        var (config, legacy) = Settings(context.Activity.CustomProperties);
        var mode = ReferenceEquals(workflow, context.Activity) ? workflowMode : await ModeAsync(context, (config, legacy), "default", null, workflowMode);
        foreach (var name in context.GetInputs().Keys) map.Inputs[name] = await ModeAsync(context, (config, legacy), "inputs", name, mode);
        foreach (var name in context.OutputValues.Keys) map.Outputs[name] = await ModeAsync(context, (config, legacy), "outputs", name, mode);
        map.InternalState = await ModeAsync(context, (config, legacy), "internalState", null, mode == LogPersistenceMode.Exclude ? mode : LogPersistenceMode.Inherit);
        return map;
    }

    public async Task<Dictionary<string, object>> GetPersistableOutputAsync(ActivityExecutionContext context)
    {
        var map = await EvaluateLogPersistenceModesAsync(context);
        return context.OutputValues.Where(x => IsKept(map.Outputs, x.Key)).ToDictionary(x => x.Key, x => x.Value!);
    }

    public static bool IsKept(IDictionary<string, LogPersistenceMode> modes, string name) => !modes.TryGetValue(name, out var mode) || mode != LogPersistenceMode.Exclude;

    // Most workflows set nothing, and then nothing is evaluated.
    private bool IsSet(ActivityExecutionContext context) =>
        options.Value.LogPersistenceMode == LogPersistenceMode.Exclude || HasSettings(context.Activity.CustomProperties) || HasSettings(context.SurroundingWorkflow.CustomProperties);

    private static bool HasSettings(IDictionary<string, object> properties) => properties.ContainsKey(Config) || properties.ContainsKey(Legacy);

    private static (JsonObject? Config, JsonObject? Legacy) Settings(IDictionary<string, object> properties) => (Json(properties, Config), Json(properties, Legacy));

    private static JsonObject? Json(IDictionary<string, object> properties, string key) =>
        properties.TryGetValue(key, out var value) && value != null! ? JsonSerializer.SerializeToNode(value, value.GetType(), EngineJson.Options) as JsonObject : null;

    private async ValueTask<LogPersistenceMode> ModeAsync(ActivityExecutionContext context, (JsonObject? Config, JsonObject? Legacy) settings, string section, string? name, LogPersistenceMode otherwise)
    {
        var mode = Find(settings.Config, section, name) is JsonObject config ? await ModeAsync(context, Read(config))
            : Enum.TryParse<LogPersistenceMode>(ActivityJson.Text(Find(settings.Legacy, section, name)), true, out var legacy) ? legacy : LogPersistenceMode.Inherit;
        return mode == LogPersistenceMode.Inherit ? otherwise : mode;
    }

    private async ValueTask<LogPersistenceMode> ModeAsync(ActivityExecutionContext context, LogPersistenceConfiguration config)
    {
        if (config.EvaluationMode == LogPersistenceEvaluationMode.Strategy)
            return strategies.ListStrategies().FirstOrDefault(x => types.GetAliasOrDefault(x.GetType()) == config.StrategyType || x.GetType().FullName == config.StrategyType?.Split(',')[0].Trim()) is { } strategy
                ? await strategy.GetPersistenceModeAsync(new LogPersistenceStrategyContext(context.CancellationToken))
                : LogPersistenceMode.Inherit;
        if (config.Expression == null) return LogPersistenceMode.Inherit;
        try
        {
            return Enum.TryParse<LogPersistenceMode>(await evaluator.EvaluateAsync<string>(config.Expression, context.ExpressionExecutionContext), true, out var mode) ? mode : LogPersistenceMode.Inherit;
        }
        catch (Exception e) when (e is not OperationCanceledException || !context.CancellationToken.IsCancellationRequested)
        {
            return LogPersistenceMode.Inherit;
        }
    }

    private LogPersistenceConfiguration Read(JsonObject json) => new()
    {
        EvaluationMode = Enum.TryParse<LogPersistenceEvaluationMode>(ActivityJson.Text(json["evaluationMode"]), true, out var mode) ? mode : LogPersistenceEvaluationMode.Strategy,
        StrategyType = ActivityJson.Text(json["strategyType"]),
        Expression = values.ReadExpression(json["expression"])
    };

    private static JsonNode? Find(JsonObject? settings, string section, string? name) => name == null ? settings?[section] : Member(settings?[section] as JsonObject, name);

    private static JsonNode? Member(JsonObject? json, string name) => json?.FirstOrDefault(x => string.Equals(x.Key, name, StringComparison.OrdinalIgnoreCase) || string.Equals(x.Key, Naming.Camelize(name), StringComparison.Ordinal)).Value;
}
