using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>A document that was issued elsewhere is entered.</summary>
public sealed record RegisterDocument(string Place, string Number, string Title, string Issuer) : Step(Place);

/// <summary>A document is voided with a reason.</summary>
public sealed record VoidDocument(string Place, string Number, string? Reason) : Step(Place);

/// <summary>A recipient signs for a document on the document's page.</summary>
public sealed record SignForDocument(string Place, string Number, string Action, string? Remark) : Step(Place);

/// <summary>A prepared call is opened.</summary>
public sealed record OpenPrepared(string Place, string Call) : Step(Place);

/// <summary>The deadline of a call is moved by naming a document, or, without one, in place.</summary>
public sealed record MoveDeadline(string Place, string Call, string To, string? Document) : Step(Place);

/// <summary>A unit says how far it is with the duty of a case.</summary>
public sealed record NoteProgress(string Place, string Case, decimal Percent, string? Text) : Step(Place);

/// <summary>A document as an auditor sees it; lists hold keys of organisations, null: not looked at.</summary>
public sealed record ExpectDocument(string Place, string Number) : Step(Place)
{
    public IReadOnlyList<string>? Received { get; init; }
    public IReadOnlyList<string>? Missing { get; init; }
    public IReadOnlyList<string>? Late { get; init; }
    public IReadOnlyList<string>? Up { get; init; }
    public IReadOnlyList<string>? To { get; init; }
    public string? Upstream { get; init; }

    /// <summary>Number of the document in which each of these recipients forwards it.</summary>
    public IReadOnlyDictionary<string, string> Forwarded { get; init; } = new Dictionary<string, string>();
    public bool IsVoid { get; init; }
}

/// <summary>Duties of a call as an auditor counts them.</summary>
public sealed record ExpectDuties(string Place, string Call, decimal? Count, decimal? Flagged, IReadOnlyDictionary<string, int> States, IReadOnlyDictionary<string, int> Units) : Step(Place);

/// <summary>How many things an organisation got to read, up and across.</summary>
public sealed record ExpectCopies(string Place, string Of, decimal? Up, decimal? To) : Step(Place);

/// <summary>How the player takes the steps about documents and duties.</summary>
public sealed partial class ScenarioPlayer
{
    private async Task Register(RegisterDocument step) =>
        await Post(step, step.As, "/api/documents", new JsonObject { ["number"] = step.Number, ["title"] = step.Title, ["issuerId"] = await Organisation(step.Issuer) });

    private async Task Void(VoidDocument step) => await Post(step, step.As, $"/api/documents/{await Document(step.Number)}/void", new JsonObject { ["reason"] = step.Reason });

    private async Task Sign(SignForDocument step) =>
        await Post(step, step.As, $"/api/documents/{await Document(step.Number)}/receipt", new JsonObject { ["action"] = step.Action, ["remark"] = step.Remark });

    private async Task Open(OpenPrepared step)
    {
        var id = (await application.As(step.As).Get($"/api/calls/{step.Call}")).Value["id"]!.ToString();
        await Post(step, step.As, $"/api/calls/{id}/open", new JsonObject());
    }

    private async Task Move(MoveDeadline step)
    {
        var view = (JsonObject)(await application.As(step.As).Get($"/api/calls/{step.Call}")).Value;
        if (step.Document is { } number)
        {
            await Post(step, step.As, $"/api/calls/{view["id"]}/deadline", new JsonObject { ["closesOn"] = step.To, ["documentNumber"] = number });
            return;
        }

        var fields = (JsonObject)view.DeepClone();
        fields["closesOn"] = step.To;
        var answer = await application.As(step.As).Put($"/api/calls/{view["id"]}", fields);
        if (step.Refused is { } code) answer.Refused(code);
        else answer.Succeeded();
    }

    private async Task Note(NoteProgress step)
    {
        var duties = (await application.As(Auditor).Get("/api/duties")).Value.AsArray();
        var duty = duties.First(d => d!["caseId"]!.ToString() == Case(step.Case))!["id"]!.ToString();
        await Post(step, step.As, $"/api/duties/{duty}/progress", new JsonObject { ["percent"] = step.Percent, ["text"] = step.Text });
    }

    private async Task Expect(ExpectDocument expected)
    {
        var view = (await application.As(Auditor).Get($"/api/documents/{await Document(expected.Number)}")).Value;
        var receipts = view["receipts"]!.AsArray();
        Names(receipts.Where(r => r!["receivedAt"] is not null)).ShouldBeOf(expected.Received, "have signed");
        Names(receipts.Where(r => r!["receivedAt"] is null)).ShouldBeOf(expected.Missing, "have not signed");
        Names(receipts.Where(r => r!["isLate"]!.GetValue<bool>())).ShouldBeOf(expected.Late, "signed late");
        view["copyUp"]!.AsArray().Select(n => n!.ToString()).ShouldBeOf(expected.Up?.Select(NameOf), "抄报");
        view["copyTo"]!.AsArray().Select(n => n!.ToString()).ShouldBeOf(expected.To?.Select(NameOf), "抄送");
        if (expected.Upstream is { } upstream) view["upstreamNumber"]!.ToString().ShouldBe(upstream);
        view["isVoid"]!.GetValue<bool>().ShouldBe(expected.IsVoid);
        foreach (var (unit, number) in expected.Forwarded)
            receipts.Single(r => r!["recipient"]!.ToString() == NameOf(unit))!["forwarded"]!["number"]!.ToString().ShouldBe(number);

        IEnumerable<string> Names(IEnumerable<JsonNode?> lines) => lines.Select(r => Demo["organisations"]!.AsArray().First(o => o!["fullName"]!.ToString() == r!["recipient"]!.ToString())!["key"]!.ToString());
    }

    private async Task Expect(ExpectDuties expected)
    {
        var call = (await application.As(Auditor).Get($"/api/calls/{expected.Call}")).Value["id"]!.ToString();
        var counts = (await application.As(Auditor).Get($"/api/duties/counts?callId={call}")).Value;
        if (expected.Count is { } all) counts["all"]!.GetValue<decimal>().ShouldBe(all);
        if (expected.Flagged is { } flagged) counts["flagged"]!.GetValue<decimal>().ShouldBe(flagged);
        foreach (var (state, count) in expected.States) (counts["states"]![state]?.GetValue<int>() ?? 0).ShouldBe(count, $"duties that are {state}");
        foreach (var (unit, count) in expected.Units) (counts["units"]!.AsArray().FirstOrDefault(u => u!["unit"]!.ToString() == NameOf(unit))?["all"]!.GetValue<int>() ?? 0).ShouldBe(count, $"duties of {unit}");
    }

    private async Task Expect(ExpectCopies expected)
    {
        var reader = Demo["organisations"]!.AsArray().Single(o => o!["key"]!.ToString() == expected.Of)!["seats"]!.AsArray()[0]!.ToString();
        var copies = (await application.As($"{expected.Of}.{reader}").Get("/api/copies?take=200")).Value.AsArray();
        if (expected.Up is { } up) copies.Count(c => c!["kind"]!.ToString() == "up").ShouldBe((int)up, $"抄报 at {expected.Of}");
        if (expected.To is { } to) copies.Count(c => c!["kind"]!.ToString() == "to").ShouldBe((int)to, $"抄送 at {expected.Of}");
    }

    private async Task<string> Document(string number) =>
        (await application.As(Auditor).Get($"/api/documents?number={Uri.EscapeDataString(number)}")).Value.AsArray() is [var found, ..]
            ? found!["id"]!.ToString()
            : throw new InvalidOperationException($"Expected a document {number}, found none.");

    /// <summary>A call like one of the demo data, with members changed.</summary>
    private static JsonObject Like(JsonObject fields)
    {
        if (fields["like"]?.ToString() is not { } code) return fields;
        var shipped = Demo["calls"]!.AsArray().Single(c => c!["fields"]!["code"]!.ToString() == code)!;
        var like = (JsonObject)shipped["fields"]!.DeepClone();
        foreach (var body in new[] { "collector", "assessBy", "decideBy", "fileWith", "publishBy" })
            if (shipped[body] is { } key) like[$"{body}Id"] = $"$org:{key}";
        if (shipped["copyUp"] is JsonArray up) like["copyUp"] = new JsonArray([.. up.Select(k => JsonValue.Create($"$org:{k}"))]);
        foreach (var (name, value) in fields.Where(f => f.Key != "like")) like[name] = value?.DeepClone();
        return like;
    }
}

internal static class ComparingNames
{
    /// <summary>Holds the names against what is expected; null: not looked at.</summary>
    public static void ShouldBeOf(this IEnumerable<string> names, IEnumerable<string>? expected, string what)
    {
        if (expected is not null) names.ShouldBe(expected, ignoreOrder: true, what);
    }
}
