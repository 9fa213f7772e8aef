using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Approvals.DataFiles;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>Reads scenario files. What is wrong becomes a finding with file, place and remedy; then there is no scenario.</summary>
public static class ScenarioReader
{
    public const string FileEnding = ".scenario.json";

    /// <summary>How many scenarios the specification has.</summary>
    private const int LastNumber = 88;

    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <param name="uses">Reads the file whose form and parts another one uses; null when there is none of that name.</param>
    public static (Scenario? Scenario, IReadOnlyList<FileFinding> Findings) Read(string file, ReadOnlyMemory<byte> utf8, Func<string, byte[]?> uses)
    {
        var findings = new FileFindings(file);
        if (LocatedNode.Parse(utf8, findings) is not { } node) return (null, findings.All);
        var root = new LocatedObject(node, findings);
        _ = root.Text("$schema");
        var title = root.Both("title", required: true);
        var note = root.Text("note", required: true);
        var numbers = Numbers(root, findings);
        var start = Instant(root.Member("start", required: true), findings);
        var (form, parts) = Shared(root, uses, findings);
        if (root.Member("form") is { } own) form = own.ToJson() as JsonObject ?? form;
        foreach (var (name, steps) in new Reader(findings).Parts(root)) parts[name] = steps;
        var reader = new Reader(findings) { KnownParts = [.. parts.Keys] };
        var main = reader.Steps(root.List("steps", required: true), start);
        root.Done();
        return findings.All.Count > 0
            ? (null, findings.All)
            : (new Scenario(file, title!, note!, numbers, start!.Value, form, parts, main), []);
    }

    private static List<int> Numbers(LocatedObject root, FileFindings findings)
    {
        var numbers = new List<int>();
        foreach (var item in root.List("scenarios", required: true))
        {
            if (item.Kind == JsonValueKind.Number && int.TryParse(item.Text, out var number) && number is >= 1 and <= LastNumber) numbers.Add(number);
            else findings.Add(item, new($"应为 1 至 {LastNumber} 的情景编号，现为{item.KindInWords.Zh}。", $"Expected the number of a scenario from 1 to {LastNumber}, found {item.KindInWords.En}."), new("请更正编号。", "Correct the number."));
        }

        return numbers;
    }

    private static (JsonObject Form, Dictionary<string, IReadOnlyList<Step>> Parts) Shared(LocatedObject root, Func<string, byte[]?> uses, FileFindings findings)
    {
        if (root.Text("uses") is not { } name) return ([], []);
        if (uses(name) is not { } bytes)
        {
            findings.Add(root.Member("uses")!, new($"没有文件“{name}”。", $"There is no file \"{name}\"."), new("请写同一文件夹内的情景文件名。", "Name a scenario file of the same folder."));
            return ([], []);
        }

        var (scenario, problems) = Read(name, bytes, uses);
        if (scenario is not null) return ((JsonObject)scenario.Form.DeepClone(), scenario.Parts.ToDictionary());
        findings.Add(root.Member("uses")!, new($"所用文件“{name}”有误：{problems[0]}", $"The file it uses has findings: {problems[0]}"), new($"请先更正 {name}。", $"Mend {name} first."));
        return ([], []);
    }

    private static DateTimeOffset? Instant(LocatedNode? node, FileFindings findings)
    {
        if (node is null) return null;
        if (node.Kind == JsonValueKind.String && DateTime.TryParseExact(node.Text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return new DateTimeOffset(local, Shanghai);
        findings.Add(node, new($"应为上海时间，如 2023-05-26T09:00，现为{node.KindInWords.Zh}。", $"Expected a time in Shanghai such as 2023-05-26T09:00, found {node.KindInWords.En}."), new("请更正时间。", "Correct the time."));
        return null;
    }

    private sealed class Reader(FileFindings findings)
    {
        private static readonly string[] Verbs = ["at", "start", "decide", "recall", "attach", "appoint", "openCall", "copyCall", "move", "check", "play", "expect", "find", "post", "register", "void", "sign", "open", "moveDeadline", "progress", "publish", "urge"];

        public IReadOnlyList<string> KnownParts { get; init; } = [];

        public IEnumerable<(string Name, IReadOnlyList<Step> Steps)> Parts(LocatedObject root) =>
            [.. (root.Member("parts")?.Members ?? []).Select(part => (part.Name, Steps(part.Value.Items, null)))];

        public IReadOnlyList<Step> Steps(IReadOnlyList<LocatedNode> nodes, DateTimeOffset? clock)
        {
            var steps = new List<Step>();
            foreach (var node in nodes)
            {
                if (Step(node) is not { } step) continue;
                if (step is At at && clock is { } before)
                {
                    if (at.Instant < before) findings.Add(node, new("时间不能倒退。", "Time cannot run backwards."), new($"请写不早于 {before:yyyy-MM-ddTHH:mm} 的时间。", $"Give a time not before {before:yyyy-MM-ddTHH:mm}."));
                    clock = at.Instant;
                }

                steps.Add(step);
            }

            return steps;
        }

        private Step? Step(LocatedNode node)
        {
            var step = new LocatedObject(node, findings);
            var verb = node.Members.Select(m => m.Name).Where(Verbs.Contains).ToList();
            if (verb.Count != 1)
            {
                findings.Add(node, new($"每一步应恰有一个动作：{string.Join("、", Verbs)}。", $"A step has exactly one of: {string.Join(", ", Verbs)}."), new("请写一个动作。", "Write one of them."));
                return null;
            }

            _ = step.Text("note");
            var read = verb[0] switch
            {
                "at" => Instant(step.Member("at"), findings) is { } instant ? new At(node.Path, instant) : null,
                "expect" => Expect(step),
                "play" => Play(step),
                "find" => new FindCase(node.Path, Text(step, "find"), Text(step, "unit")) { Chain = step.Text("chain"), Call = step.Text("call"), Form = step.Text("form"), Titled = step.Text("titled") },
                _ => Act(step, verb[0]),
            };
            step.Done();
            return read;
        }

        private Step? Act(LocatedObject step, string verb)
        {
            var place = step.Node.Path;
            var who = step.Text("as", required: true) ?? "";
            var refused = step.Text("refused");
            Step? act = verb switch
            {
                "start" => new StartCase(place, Text(step, "start"), Text(step, "call"), step.Text("unit")),
                "post" => new PostTo(place, Text(step, "post"), Object(step, "body") ?? []),
                "decide" => new Decide(
                    place, Text(step, "decide"), step.Text("case"), Text(step, "outcome"), step.Text("comment"), Object(step, "form"), Object(step, "data"), step.Count("points")) { Call = step.Text("call") },
                "recall" => new Recall(place, Text(step, "recall")),
                "attach" => new Attach(place, Text(step, "case"), Text(step, "attach")) { Media = Object(step, "media") },
                "appoint" => new Appoint(place, Text(step, "appoint"), Text(step, "seat")),
                "openCall" => new OpenCall(place, Object(step, "openCall") ?? []),
                "register" => new RegisterDocument(place, Text(step, "register"), Text(step, "title"), Text(step, "issuer")),
                "void" => new VoidDocument(place, Text(step, "void"), step.Text("reason")),
                "sign" => new SignForDocument(place, Text(step, "sign"), Text(step, "action"), step.Text("remark")),
                "open" => new OpenPrepared(place, Text(step, "open")),
                "moveDeadline" => new MoveDeadline(place, Text(step, "moveDeadline"), Text(step, "to"), step.Text("document")),
                "progress" => new NoteProgress(place, Text(step, "progress"), step.Count("percent") ?? 0, step.Text("text")),
                "publish" => new PublishChain(place, Text(step, "publish"), step.Texts("without"), step.Texts("with")),
                "urge" => new Urge(place, Text(step, "urge"), step.Text("text")),
                "copyCall" => new CopyCall(place, Text(step, "copyCall"), Object(step, "to") ?? []),
                "move" => new MoveCase(place, Text(step, "move"), Text(step, "call"), step.Count("to"), step.Text("reason")),
                _ => new CheckForm(place, Text(step, "check"), Text(step, "case"), Object(step, "form") ?? [], step.Texts("breaks")) { Changes = Object(step, "changes"), Remarks = step.Texts("remarks") },
            };
            return act is null ? null : act with { As = who, Refused = refused };
        }

        private Play Play(LocatedObject step)
        {
            var part = Text(step, "play");
            if (KnownParts.Count > 0 && !KnownParts.Contains(part)) findings.Add(step.Member("play")!, new($"没有名为“{part}”的部分。", $"There is no part \"{part}\"."), new($"可用：{string.Join("、", KnownParts)}。", $"There are: {string.Join(", ", KnownParts)}."));
            return new(step.Node.Path, part, (step.Member("with")?.Members ?? []).ToDictionary(m => m.Name, m => m.Value.Text ?? ""));
        }

        private Step? Expect(LocatedObject step)
        {
            var expected = new LocatedObject(step.Member("expect")!, findings);
            var place = expected.Node.Path;
            var about = expected.Node.Members.Select(m => m.Name).FirstOrDefault(n => n is "form" or "counts" or "community" or "inbox" or "audit" or "list" or "document" or "duties" or "copies" or "escalated")
                ?? expected.Node.Members.Select(m => m.Name).FirstOrDefault(n => n is "case" or "call");
            Step? read = about switch
            {
                "case" => new ExpectCase(place, Text(expected, "case"))
                {
                    Status = expected.Text("status"),
                    Route = expected.Text("route"),
                    Reason = expected.Text("reason"),
                    Title = expected.Text("title"),
                    Open = expected.Node.Members.Any(m => m.Name == "open") ? expected.Texts("open") : Skip(expected, "open"),
                    Marks = (expected.Member("marks")?.Members ?? []).ToDictionary(m => m.Name, m => m.Value.Text ?? ""),
                    Void = expected.Count("void"),
                    Receipts = expected.Count("receipts"),
                },
                "community" => new ExpectCommunity(place, Text(expected, "community"))
                {
                    Status = expected.Text("status"),
                    Leader = expected.Text("leader"),
                    Members = expected.Node.Members.Any(m => m.Name == "members") ? expected.Texts("members") : Skip(expected, "members"),
                    Overrides = expected.Node.Members.Any(m => m.Name == "overrides") ? expected.Texts("overrides") : Skip(expected, "overrides"),
                    EndsOn = expected.Text("endsOn"),
                    Duties = Counts(expected, "duties"),
                    Office = expected.Text("office"),
                },
                "inbox" => new ExpectInbox(place, Text(expected, "inbox"), Counts(expected, "kinds")) { Call = expected.Text("call") },
                "audit" => new ExpectAudit(place, Text(expected, "audit"), Counts(expected, "actions"), expected.Texts("complete")) { Versions = List(expected, "versions"), Machine = expected.Texts("machine") },
                "escalated" => new ExpectEscalated(place, Text(expected, "escalated"), expected.Texts("cases")),
                "list" => new ExpectList(place, Text(expected, "list"), expected.Texts("cases")),
                "form" => new ExpectForm(place, Text(expected, "form"), Text(expected, "case"), Object(expected, "values") ?? []) { Computed = Object(expected, "computed") ?? [] },
                "counts" => new ExpectCounts(place, Text(expected, "counts"), (expected.Member("kinds")?.Members ?? []).ToDictionary(m => m.Name, m => m.Value.Text ?? "")),
                "duties" => new ExpectDuties(place, Text(expected, "duties"), expected.Count("count"), expected.Count("flagged"), Counts(expected, "states"), Counts(expected, "units")),
                "copies" => new ExpectCopies(place, Text(expected, "copies"), expected.Count("up"), expected.Count("to")),
                "document" => new ExpectDocument(place, Text(expected, "document"))
                {
                    Received = List(expected, "received"), Missing = List(expected, "missing"), Late = List(expected, "late"), Up = List(expected, "up"), To = List(expected, "to"),
                    Upstream = expected.Text("upstream"), IsVoid = expected.Text("is") == "void",
                    Forwarded = (expected.Member("forwarded")?.Members ?? []).ToDictionary(m => m.Name, m => m.Value.Text ?? ""),
                },
                "call" => new ExpectCall(place, Text(expected, "call"), Text(expected, "status")) { ClosesOn = expected.Text("closesOn"), ClosedBefore = List(expected, "closedBefore"), IsCollectorLate = expected.Text("collector") == "late" },
                _ => null,
            };
            if (read is null) findings.Add(expected.Node, new("应说明期望的对象：case、community、inbox、audit、list 或 call。", "Say what is expected: a case, community, inbox, audit, list or call."), new("请写其中一个。", "Write one of them."));
            else expected.Done();
            return read;
        }

        private static IReadOnlyList<string>? List(LocatedObject of, string name) =>
            of.Node.Members.Any(m => m.Name == name) ? of.Texts(name) : Skip(of, name);

        private static IReadOnlyList<string>? Skip(LocatedObject of, string name)
        {
            _ = of.Member(name);
            return null;
        }

        private static string Text(LocatedObject of, string name) => of.Text(name, required: true) ?? "";

        private static JsonObject? Object(LocatedObject of, string name) => of.Member(name)?.ToJson() as JsonObject;

        private Dictionary<string, int> Counts(LocatedObject of, string name)
        {
            var counts = new Dictionary<string, int>();
            if (of.Member(name) is not { } node) return counts;
            var members = new LocatedObject(node, findings);
            foreach (var (kind, _) in node.Members) counts[kind] = members.Count(kind) ?? 0;
            return counts;
        }
    }
}
