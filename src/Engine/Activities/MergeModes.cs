namespace Elsa.Workflows.Activities.Flowchart.Extensions;

/// <summary>How an activity merges the paths that lead to it; heeded in token mode only.</summary>
public static class ActivityExtensions
{
    private const string MergeModeProperty = "mergeMode";

    /// <summary>The merge mode an author set; null if none.</summary>
    public static MergeMode? GetMergeMode(this IActivity activity)
    {
        if (!activity.CustomProperties.TryGetValue(MergeModeProperty, out var value)) return null;
        var text = value is JsonElement { ValueKind: JsonValueKind.String } element ? element.GetString() : value?.ToString();
        return Enum.TryParse<MergeMode>(text, true, out var mode) && Enum.IsDefined(mode) && mode != MergeMode.None ? mode : null;
    }

    public static void SetMergeMode(this IActivity activity, MergeMode? value)
    {
        if (value is null or MergeMode.None) activity.CustomProperties.Remove(MergeModeProperty);
        else activity.CustomProperties[MergeModeProperty] = value.Value.ToString();
    }

    /// <summary>The merge mode; for a join the one that corresponds to its own mode.</summary>
    public static async Task<MergeMode?> GetMergeModeAsync(this IActivity activity, ActivityExecutionContext context) => activity is not FlowJoin join
        ? activity.GetMergeMode()
        : await join.GetModeAsync(context) == FlowJoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
}
