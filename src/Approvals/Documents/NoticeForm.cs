using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Documents;

/// <summary>What the form of a document (F-07) says.</summary>
/// <param name="Prefix">代字.</param>
/// <param name="OpensCall">Code of a prepared call that the document opens.</param>
/// <param name="LocalCall">The child call that a forwarding body opens.</param>
/// <param name="Deadline">A call whose closing day the document moves (R8).</param>
public sealed record NoticeForm(
    string Prefix, string Title, DocumentMode Mode, string? UpstreamNumber, string? Body, Audience MainRecipients, List<long> CopyUp, List<long> CopyTo, int ReceiptDays,
    List<string> ReleaseChannels, DateOnly? ReleaseBy, string? OpensCall, LocalCall? LocalCall, (string Code, DateOnly ClosesOn)? Deadline)
{
    /// <summary>Key of F-07.</summary>
    public const string FormKey = "official-document";

    public static NoticeForm Read(JsonObject form) => new(
        Text(form, "numberPrefix") ?? "", Text(form, "title") ?? "", Enum.TryParse<DocumentMode>(Text(form, "mode"), ignoreCase: true, out var mode) ? mode : DocumentMode.Issue,
        Text(form, "upstreamNumber"), Text(form, "body"),
        new Audience([.. Rows(form, "mainRecipients").Select(Part)]), Units(form, "copyUp"), Units(form, "copyTo"),
        int.TryParse(form["receiptDays"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 2,
        [.. (form["releaseChannels"] as JsonArray ?? []).Select(c => c?.ToString()).OfType<string>()], Day(form, "releaseBy"), Text(form, "opensCall"),
        form["localCall"] is JsonObject local && Text(local, "code") is { } code ? Local(local, code) : null,
        form["deadlineChange"] is JsonObject change && Text(change, "code") is { } moved && Day(change, "closesOn") is { } day ? (moved, day) : null);

    private static AudiencePart Part(JsonObject row) => new(
        [.. Names(row, "levels").Select(n => Enum.Parse<AdminLevel>(n, ignoreCase: true))], [.. Names(row, "kinds").Select(n => Enum.Parse<OrgKind>(n, ignoreCase: true))],
        Text(row, "areaCode"), Id(row, "memberOf"));

    private static LocalCall Local(JsonObject local, string code) => new(
        code, Text(local, "title"), Day(local, "closesOn") ?? default, local["electronic"]?.ToString() == "true", local["paper"]?.ToString() == "true", Text(local, "courier"), Text(local, "submissionTarget"), Reached(local));

    private static Contact? Reached(JsonObject local)
    {
        var contact = new Contact(Text(local, "contactName"), Text(local, "contactPhone"), Text(local, "contactEmail"), Text(local, "contactAddress"));
        return contact == new Contact() ? null : contact;
    }

    private static string? Text(JsonObject of, string name) => of[name]?.ToString() is { Length: > 0 } text ? text.Trim() : null;

    private static DateOnly? Day(JsonObject of, string name) => DateOnly.TryParse(Text(of, name), CultureInfo.InvariantCulture, out var day) ? day : null;

    private static long? Id(JsonObject of, string name) => long.TryParse(Text(of, name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static IEnumerable<JsonObject> Rows(JsonObject of, string name) => (of[name] as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<string> Names(JsonObject of, string name) => (of[name] as JsonArray ?? []).Select(n => n?.ToString()).OfType<string>();

    private static List<long> Units(JsonObject of, string name) => [.. Rows(of, name).Select(row => Id(row, "unit")).OfType<long>().Distinct()];
}

/// <summary>A child call as the forwarding document describes it.</summary>
/// <param name="Title">Empty: as the upstream call.</param>
/// <param name="Courier">The courier that the notice names, if any.</param>
/// <param name="Contact">Empty: the upstream call's.</param>
public sealed record LocalCall(string Code, string? Title, DateOnly ClosesOn, bool Electronic, bool Paper, string? Courier, string? SubmissionTarget, Contact? Contact = null);
