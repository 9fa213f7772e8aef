using System.Text.Json.Nodes;
using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Duties;

/// <summary>
/// One item of a list of tasks in the parameters of a call: <c>{ "no", "text", "responsibleUnits", "recipients", "deliverable", "due", "link", "duty", "form" }</c>.
/// <c>recipients</c> names groups of the call's parameter <c>recipientGroups</c>, e.g. <c>["province", "city"]</c>. <c>duty</c> and <c>form</c> say what kind of duty
/// it is and how it is handed in, where that differs from the others of the list, e.g. <c>surveyReport</c> with <c>survey-report</c>.
/// </summary>
/// <param name="Flag">The document names no responsible unit, so that it goes to <c>defaultRecipients</c> (R76).</param>
/// <param name="Fields">What the unit's form is given.</param>
public sealed record DutyItem(string No, string Text, Audience Recipients, string? Deliverable, string? Due, string? Flag, JsonObject Fields)
{
    public DutyKind? Kind { get; init; }
    public string? FormKey { get; init; }

    /// <summary>What a duty of an item without 责任单位 is flagged with.</summary>
    public const string NoResponsibleUnit = "文件未注明责任单位";

    public static DutyItem Read(JsonObject item, Call call)
    {
        var (no, named) = (item["no"]?.ToString() ?? "", item["recipients"] as JsonArray);
        var groups = named ?? call.Parameters["defaultRecipients"] as JsonArray
            ?? throw new InvalidOperationException($"Expected item {no} of call {call.Code} to have recipients, or the call defaultRecipients; found neither. Enter one of them.");
        var fields = new JsonObject
        {
            ["taskNo"] = no,
            ["taskText"] = item["text"]?.ToString(),
            ["responsibleUnits"] = item["responsibleUnits"]?.ToString() is { Length: > 0 } printed ? printed : NoResponsibleUnit,
            ["deliverable"] = item["deliverable"]?.ToString(),
        };
        return new DutyItem(
            no, item["text"]?.ToString() ?? "", new Audience([.. groups.SelectMany(g => Group(g?.ToString() ?? "", no, call))]),
            item["deliverable"]?.ToString(), item["due"]?.ToString(), named is null ? NoResponsibleUnit : null, fields)
        {
            Kind = KindOf(item, no, call), FormKey = item["form"]?.ToString(),
        };
    }

    private static DutyKind? KindOf(JsonObject item, string no, Call call) => item["duty"]?.ToString() is not { } written ? null
        : Enum.TryParse<DutyKind>(written, ignoreCase: true, out var kind) ? kind
        : throw new InvalidOperationException($"Expected the duty of item {no} of call {call.Code} to be a kind of duty, e.g. surveyReport, found {written}. Correct the item.");

    private static List<AudiencePart> Group(string name, string no, Call call) =>
        call.Parameters["recipientGroups"]?[name] is { } parts
            ? Json.Read<List<AudiencePart>>(parts.ToJsonString())
            : throw new InvalidOperationException($"Expected the group {name} of item {no} among the recipientGroups of call {call.Code}, found none. Enter it with the call.");
}
