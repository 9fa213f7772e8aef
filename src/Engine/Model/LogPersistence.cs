namespace Elsa.Workflows.Runtime;

/// <summary>How it is found out whether a value is kept.</summary>
public enum LogPersistenceEvaluationMode { Strategy = 0, Expression = 1 }

/// <summary>Says whether a value is kept: a strategy by its type's name, or an expression that yields a mode.</summary>
public class LogPersistenceConfiguration
{
    public LogPersistenceEvaluationMode EvaluationMode { get; set; }
    public string? StrategyType { get; set; }
    public Expression? Expression { get; set; }
}

/// <summary>What of an activity is kept in its execution record, by the names of inputs and outputs. What is not named is kept.</summary>
public class ActivityLogPersistenceModeMap
{
    public IDictionary<string, LogPersistenceMode> Inputs { get; set; } = new Dictionary<string, LogPersistenceMode>(StringComparer.Ordinal);
    public IDictionary<string, LogPersistenceMode> Outputs { get; set; } = new Dictionary<string, LogPersistenceMode>(StringComparer.Ordinal);

    /// <summary>Include: the activity's properties are kept too. Exclude: neither they nor its payload. Inherit (default): only the payload.</summary>
    public LogPersistenceMode InternalState { get; set; }
}

/// <summary>Finds out what of an activity is kept, from its settings, the workflow's, and the installation's.</summary>
public interface IActivityPropertyLogPersistenceEvaluator
{
    Task<ActivityLogPersistenceModeMap> EvaluateLogPersistenceModesAsync(ActivityExecutionContext context);

    /// <summary>The outputs that are kept.</summary>
    Task<Dictionary<string, object>> GetPersistableOutputAsync(ActivityExecutionContext context);
}

/// <summary>What of a run is kept. An activity may decide it itself.</summary>
public static class ActivityExecutionContextExtensions
{
    private static readonly object Key = new();

    public static bool HasLogPersistenceModeMap(this ActivityExecutionContext context) => context.TransientProperties.ContainsKey(Key);

    public static ActivityLogPersistenceModeMap GetLogPersistenceModeMap(this ActivityExecutionContext context) =>
        context.TransientProperties.TryGetValue(Key, out var map) ? (ActivityLogPersistenceModeMap)map : new ActivityLogPersistenceModeMap();

    public static void SetLogPersistenceModeMap(this ActivityExecutionContext context, ActivityLogPersistenceModeMap map) => context.TransientProperties[Key] = map;
}
