using System.Globalization;

namespace Elsa.Extensions;

/// <summary>The settings of an activity that are kept in its custom properties and metadata.</summary>
public static class ActivityPropertyExtensions
{
    private const string CanStartWorkflow = "canStartWorkflow";
    private const string RunAsynchronously = "runAsynchronously";
    private const string CommitStrategyName = "commitStrategyName";
    private const string Source = "source";
    private const string DisplayText = "displayText";
    private const string Description = "description";

    public static bool GetCanStartWorkflow(this IActivity activity) => Flag(activity.CustomProperties, CanStartWorkflow) ?? false;
    public static void SetCanStartWorkflow(this IActivity activity, bool value) => activity.CustomProperties[CanStartWorkflow] = value;
    public static bool? GetRunAsynchronously(this IActivity activity) => Flag(activity.CustomProperties, RunAsynchronously);
    public static void SetRunAsynchronously(this IActivity activity, bool? value) => Set(activity.CustomProperties, RunAsynchronously, value);
    public static string? GetCommitStrategy(this IActivity activity) => Text(activity.CustomProperties, CommitStrategyName);

    public static TActivity SetCommitStrategy<TActivity>(this TActivity activity, string? name) where TActivity : IActivity
    {
        Set(activity.CustomProperties, CommitStrategyName, name);
        return activity;
    }

    public static string? GetSource(this IActivity activity) => Text(activity.CustomProperties, Source);
    public static void SetSource(this IActivity activity, string value) => activity.CustomProperties[Source] = value;

    public static void SetSource(this IActivity activity, string? sourceFile, int? lineNumber)
    {
        if (sourceFile != null && lineNumber != null)
            activity.SetSource($"{Path.GetFileName(sourceFile)}:{lineNumber.Value.ToString(CultureInfo.InvariantCulture)}");
    }

    public static string? GetDisplayText(this IActivity activity) => Text(activity.Metadata, DisplayText);
    public static void SetDisplayText(this IActivity activity, string? value) => Set(activity.Metadata, DisplayText, value);
    public static string? GetDescription(this IActivity activity) => Text(activity.Metadata, Description);
    public static void SetDescription(this IActivity activity, string? value) => Set(activity.Metadata, Description, value);

    private static void Set(IDictionary<string, object> values, string key, object? value)
    {
        if (value == null) values.Remove(key);
        else values[key] = value;
    }

    private static bool? Flag(IDictionary<string, object> values, string key) => !values.TryGetValue(key, out var value) ? null : value switch
    {
        bool flag => flag,
        JsonElement { ValueKind: JsonValueKind.True } => true,
        JsonElement { ValueKind: JsonValueKind.False } => false,
        string text when bool.TryParse(text, out var flag) => flag,
        _ => null
    };

    private static string? Text(IDictionary<string, object> values, string key) => !values.TryGetValue(key, out var value) ? null : value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => null
    };
}
