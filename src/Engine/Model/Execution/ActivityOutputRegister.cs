namespace Elsa.Workflows.Models;

/// <summary>What an activity yielded.</summary>
public record ActivityOutputRecord(string? ContainerId, string ActivityId, string ActivityInstanceId, string OutputName, object? Value);

/// <summary>
/// What the activities of an instance have yielded since it was last resumed. It is not stored: what must outlive a suspension belongs in a variable.
/// </summary>
public class ActivityOutputRegister
{
    public const string DefaultOutputName = "Result";

    private readonly Dictionary<(string ActivityId, string OutputName), ActivityOutputRecord> _latest = [];

    internal ActivityOutputRecord? Last { get; private set; }

    public void Record(ActivityExecutionContext activityExecutionContext, object? outputValue) => Record(activityExecutionContext, null, outputValue);

    public void Record(ActivityExecutionContext activityExecutionContext, string? outputName, object? outputValue)
    {
        var name = outputName ?? DefaultOutputName;
        var record = new ActivityOutputRecord(activityExecutionContext.ParentActivityExecutionContext?.Id, activityExecutionContext.Activity.Id, activityExecutionContext.Id, name, outputValue);
        _latest[(record.ActivityId, name)] = record;
        if (name == DefaultOutputName) Last = record;
    }

    public IEnumerable<ActivityOutputRecord> FindMany(string activityId, string? outputName = null) =>
        _latest.Values.Where(x => x.ActivityId == activityId && (outputName == null || x.OutputName == outputName));

    public object? FindOutputByActivityId(string activityId, string? outputName = null) =>
        _latest.TryGetValue((activityId, outputName ?? DefaultOutputName), out var record) ? record.Value : null;

    public object? FindOutputByActivityInstanceId(string activityInstanceId, string? outputName = null) =>
        _latest.Values.FirstOrDefault(x => x.ActivityInstanceId == activityInstanceId && x.OutputName == (outputName ?? DefaultOutputName))?.Value;
}
