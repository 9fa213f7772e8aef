using System.Text.Json;

namespace Workflows.Activities;

/// <summary>How a work item was decided, as the resumed activity reads it.</summary>
/// <param name="Comment">What the person wrote; empty for an answer of the clock.</param>
/// <param name="Data">What the panel of the work item sent.</param>
internal sealed record Answer(string WorkItemId, string Outcome, string Comment, JsonObject Data)
{
    public static Answer Of(ActivityExecutionContext context)
    {
        var input = context.WorkflowInput;
        return new(
            Text(input, "WorkItemId"),
            Text(input, "Outcome") is { Length: > 0 } outcome ? outcome : throw new InvalidOperationException(
                "Expected the input Outcome when a work item resumes an activity, found none. Resume with { WorkItemId, Outcome, Comment, Data }."),
            Text(input, "Comment"),
            input.TryGetValue("Data", out var data) ? Members(data) : []);
    }

    private static string Text(IDictionary<string, object> input, string name) =>
        input.TryGetValue(name, out var value) ? value?.ToString() ?? "" : "";

    private static JsonObject Members(object? data) => data switch
    {
        JsonObject members => members,
        null => [],
        JsonElement { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element)!,
        JsonElement => [],
        string text => text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? [],
        _ => JsonSerializer.SerializeToNode(data) as JsonObject ?? [],
    };
}
