using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>
/// Plays a scenario: people sign in and act through the API, the clock moves only when a step says so, and after every step the queue and
/// what the clock decides are worked off until nothing more is due.
/// </summary>
public sealed partial class ScenarioPlayer(RunningApplication application, Scenario scenario)
{
    private const string Auditor = "platform.auditor";

    private static readonly JsonNode Demo = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceFiles.Root, "src", "Host", "Demo", "demo.json")))!;

    private readonly Dictionary<string, string> cases = [];
    private readonly Dictionary<string, string> files = [];

    /// <summary>The list whose notice was spoken of last.</summary>
    private string? notice;

    public async Task Run()
    {
        await application.Settle();
        await Steps(scenario.Steps, new Dictionary<string, string>());

        // Nothing of it, nor of what it started beside, ended in an incident that no step looked at.
        await using var scope = application.Services.CreateAsyncScope();
        var stuck = await scope.ServiceProvider.GetRequiredService<FindStuck>().Run(TestContext.Current.CancellationToken);
        if (stuck.Count > 0) throw new ScenarioFailed($"{scenario.File} ends with something stuck: {string.Join("; ", stuck.Select(s => $"{s.Chain} {s.Reason} {s.Error}"))}");
    }

    /// <summary>Some steps of the scenario, after those that were played before.</summary>
    public Task Run(IReadOnlyList<Step> steps) => Steps(steps, new Dictionary<string, string>());

    private async Task Steps(IEnumerable<Step> steps, IReadOnlyDictionary<string, string> words)
    {
        foreach (var step in steps)
        {
            try
            {
                await Take(step, words);
                if (step is not Play) await application.Settle();
            }
            catch (Exception failure) when (failure is not ScenarioFailed and not OperationCanceledException)
            {
                throw new ScenarioFailed($"{scenario.File} {step.Place} ({step.GetType().Name}): {failure.Message}", failure);
            }
        }
    }

    private Task Take(Step step, IReadOnlyDictionary<string, string> words)
    {
        string Say(string text) => words.Aggregate(text, (said, word) => said.Replace($"{{{word.Key}}}", word.Value, StringComparison.Ordinal));
        return step switch
        {
            At at => application.MoveTo(at.Instant),
            Play play => Steps(scenario.Parts[play.Part], play.With.ToDictionary(w => w.Key, w => Say(w.Value))),
            StartCase start => Start(start with { As = Say(start.As), Case = Say(start.Case), Call = Say(start.Call) }),
            PostTo post => Post(post with { As = Say(post.As) }, Say),
            Decide decide => Decide(decide with { As = Say(decide.As), Case = decide.Case is { } c ? Say(c) : null }, Say),
            Recall recall => Post(recall, Say(recall.As), $"/api/cases/{Case(Say(recall.Case))}/recall", new JsonObject { ["comment"] = "撤回" }),
            Attach attach => Attach(attach with { As = Say(attach.As), Case = Say(attach.Case) }),
            Appoint appoint => Appoint(appoint),
            OpenCall open => OpenCall(open),
            CopyCall copy => CopyCall(copy),
            MoveCase move => MoveCase(move with { As = Say(move.As), Case = Say(move.Case) }),
            CheckForm check => Check(check with { As = Say(check.As), Case = Say(check.Case) }),
            FindCase find => Find(find with { Case = Say(find.Case), Unit = Say(find.Unit), Titled = find.Titled is { } t ? Say(t) : null }),
            RegisterDocument register => Register(register),
            VoidDocument withdrawn => Void(withdrawn),
            SignForDocument sign => Sign(sign with { As = Say(sign.As) }),
            OpenPrepared open => Open(open),
            MoveDeadline move => Move(move),
            PublishChain publish => Publish(publish),
            Urge urge => Urge(urge with { As = Say(urge.As), Case = Say(urge.Case) }),
            ExpectEscalated expected => Expect(expected with { Of = Say(expected.Of) }),
            NoteProgress note => Note(note with { As = Say(note.As), Case = Say(note.Case) }),
            ExpectDocument expected => Expect(expected),
            ExpectDuties expected => Expect(expected),
            ExpectCopies expected => Expect(expected),
            ExpectCase expected => Expect(expected with { Case = Say(expected.Case), Open = expected.Open?.Select(Say).ToList() }),
            ExpectCommunity expected => Expect(expected with { Members = expected.Members?.Select(Say).ToList() }),
            ExpectInbox expected => Expect(expected with { Of = Say(expected.Of) }),
            ExpectAudit expected => Expect(expected with { Case = Say(expected.Case) }),
            ExpectForm expected => Expect(expected with { Case = Say(expected.Case) }),
            ExpectCounts expected => Expect(expected),
            ExpectList expected => Expect(expected),
            ExpectCall expected => Expect(expected),
            _ => throw new InvalidOperationException($"Expected a step the player knows, found {step.GetType().Name}."),
        };
    }

    private async Task Start(StartCase step)
    {
        var call = (await application.As(step.As).Get($"/api/calls/{step.Call}")).Value["id"]!.ToString();
        var body = new JsonObject { ["callId"] = call };
        if (step.Unit is { } unit) body["unitId"] = await Id(unit);
        var answer = await Post(step, step.As, "/api/cases", body);
        if (step.Refused is null) cases[step.Case] = answer.Value["id"]!.ToString();
    }

    private async Task Find(FindCase step)
    {
        var unit = UnitName(step.Unit);
        var named = cases.Values.ToHashSet();
        var under = step.Call is null ? "" : $"callId={(await application.As(Auditor).Get($"/api/calls/{step.Call}")).Value["id"]}&";
        var lines = (await application.As(Auditor).Get($"/api/cases?{under}take=200")).Value["items"]!.AsArray().Select(l => l!["id"]!.ToString()).Where(id => !named.Contains(id));
        foreach (var id in lines)
        {
            var view = (await application.As(Auditor).Get($"/api/cases/{id}")).Value;
            if (view["applicant"]!.ToString() != unit || (step.Chain is { } chain && view["chainId"]!.ToString() != chain)) continue;
            if ((step.Form is { } form && view["formKey"]?.ToString() != form) || (step.Titled is { } part && view["title"]?.ToString().Contains(part, StringComparison.Ordinal) != true)) continue;
            cases[step.Case] = id;
            return;
        }

        throw new InvalidOperationException($"Expected a case of {unit} that fits {step}, found none that has no name yet.");
    }

    private async Task Post(PostTo step, Func<string, string> say)
    {
        var path = new List<string>();
        foreach (var part in step.Path.Split('/')) path.Add(await Id(say(part)));
        await Post(step, step.As, string.Join('/', path), await Resolved(step.Body, say));
    }

    private static string UnitName(string unit) => unit.Split(':', 2) is ["$community", var name] ? name : NameOf(unit);

    private async Task Decide(Decide step, Func<string, string> say)
    {
        var item = await InboxItem(step) ?? await OfferedToOthers(step)
            ?? throw new InvalidOperationException($"Expected a {step.Kind}{(step.Case is null ? "" : $" on {step.Case}")} in the inbox of {step.As}, found {await InboxInWords(step.As)}.");
        var data = step.Data is { } given ? (JsonObject)await Resolved(given, say) : [];
        if (step.Kind == "FillForm" && step.Outcome == "Submitted" && data["form"] is null) data["form"] = await Resolved(Patched(scenario.Form, step.Form ?? []), say);
        if (step.Kind == "ApplySeal" && step.Outcome == "Sealed" && data["sealId"] is null) data["sealId"] = await OwnSeal(step.As);
        if (step.Points is { } points) data["scores"] = await Scores(step.As, item, points);
        await Post(step, step.As, $"/api/work-items/{item}/decision", new JsonObject { ["outcome"] = step.Outcome, ["comment"] = step.Comment, ["data"] = data });
    }

    private async Task<string?> InboxItem(Decide step)
    {
        var lines = (await application.As(step.As).Get($"/api/work-items?kind={step.Kind}&take=200")).Value["items"]!.AsArray();
        var call = await CallId(step.Call);
        return lines.FirstOrDefault(l => (step.Case is null || l!["caseId"]?.ToString() == Case(step.Case)) && (call is null || l!["callId"]!.ToString() == call))?["id"]!.ToString();
    }

    private async Task<string?> CallId(string? code) => code is null ? null : (await application.As(Auditor).Get($"/api/calls/{code}")).Value["id"]!.ToString();

    /// <summary>A refusal may be about work that is not in the person's inbox at all; then it is found as the auditor sees it.</summary>
    private async Task<string?> OfferedToOthers(Decide step)
    {
        if (step.Refused is null || step.Case is null) return null;
        var open = (await View(step.Case))["openWork"]!.AsArray();
        return open.FirstOrDefault(w => w!["kind"]!.ToString() == step.Kind)?["id"]!.ToString();
    }

    private async Task<string> InboxInWords(string person)
    {
        var lines = (await application.As(person).Get("/api/work-items?take=200")).Value["items"]!.AsArray();
        return lines.Count == 0 ? "an empty inbox" : string.Join(", ", lines.Select(l => $"{l!["kind"]} {l["caseNumber"]}".Trim()));
    }

    private async Task<string?> OwnSeal(string custodian)
    {
        var seats = (await application.As(custodian).Get("/api/me")).Value["seats"]!.AsArray();
        var owner = seats.First(s => s!["role"]!.ToString() == "sealCustodian")!["organisationId"]!.ToString();
        return (await application.As(custodian).Get($"/api/seals?ownerId={owner}")).Value.AsArray()[0]!["id"]!.ToString();
    }

    /// <summary>The same points for every criterion of every case that the expert is asked about.</summary>
    private async Task<JsonObject> Scores(string expert, string item, decimal points)
    {
        var request = (await application.As(expert).Get($"/api/work-items/{item}")).Value["request"]!;
        return new JsonObject(request["cases"]!.AsArray().Select(c => KeyValuePair.Create(c!["caseId"]!.ToString(), (JsonNode?)new JsonObject(
            request["criteria"]!.AsArray().Select(k => KeyValuePair.Create(k!["key"]!.ToString(), (JsonNode?)JsonValue.Create(points)))) { ["opinion"] = "符合基本条件" })));
    }

    private async Task Attach(Attach step)
    {
        var answer = await application.As(step.As).Upload($"/api/cases/{Case(step.Case)}/attachments", step.Name, BytesOf(step), "application/octet-stream");
        if (step.Refused is { } code) answer.Refused(code);
        else files[step.Name] = answer.Value["id"]!.ToString();
    }

    /// <summary>What the name says, made small; a video or sound as it is described.</summary>
    private static byte[] BytesOf(Attach step)
    {
        if (step.Media is not { } media)
        {
            return Path.GetExtension(step.Name) switch
            {
                ".png" => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0],
                ".docx" => Docx(),
                ".mkv" => [0x1A, 0x45, 0xDF, 0xA3, 0, 0, 0, 0, 0, 0, 0, 0],
                _ => "%PDF-1.4\n%%EOF\n"u8.ToArray(),
            };
        }

        var made = new Mp4Maker();
        return (made with
        {
            Video = media["codec"]?.ToString() ?? made.Video,
            Width = media["width"]?.GetValue<int>() ?? made.Width,
            Height = media["height"]?.GetValue<int>() ?? made.Height,
            Rate = media["rate"]?.GetValue<double>() ?? made.Rate,
            Seconds = media["seconds"]?.GetValue<double>() ?? made.Seconds,
        }).Make();
    }

    private static byte[] Docx()
    {
        using var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in new[] { "[Content_Types].xml", "word/document.xml" }) archive.CreateEntry(name);
        return stream.ToArray();
    }

    private async Task Appoint(Appoint step)
    {
        var (organisation, role) = step.Seat.Split('/') is [var key, var name] ? (await Organisation(key), $"{char.ToUpperInvariant(name[0])}{name[1..]}") : throw new FormatException($"Expected organisation/role, found {step.Seat}.");
        await Post(step, step.As, $"/api/organisations/{organisation}/seats/{role}/holders", new JsonObject { ["personId"] = await Person(step.Person) });
    }

    private async Task OpenCall(OpenCall step)
    {
        var created = await application.As(step.As).Post("/api/calls", await Resolved(Like(step.Fields), text => text));
        if (step.Refused is { } code)
        {
            ((int)created.Status < 300 ? await application.As(step.As).Post($"/api/calls/{created.Value["id"]}/open") : created).Refused(code);
            return;
        }

        (await application.As(step.As).Post($"/api/calls/{created.Value["id"]}/open")).Succeeded();
    }

    private async Task CopyCall(CopyCall step)
    {
        var original = (await application.As(step.As).Get($"/api/calls/{step.Call}")).Value["id"]!.ToString();
        var copied = await Post(step, step.As, $"/api/calls/{original}/copies", step.To.DeepClone());
        if (step.Refused is null) (await application.As(step.As).Post($"/api/calls/{copied.Value["id"]}/open")).Succeeded();
    }

    private async Task MoveCase(MoveCase step)
    {
        var call = (await application.As(Auditor).Get($"/api/calls/{step.Call}")).Value["id"]!.ToString();
        await Post(step, step.As, $"/api/calls/{call}/ranking/moves", new JsonObject { ["caseId"] = Case(step.Case), ["to"] = step.To, ["reason"] = step.Reason });
    }

    private async Task Check(CheckForm step)
    {
        var values = step.Changes is { } changes ? Patched(scenario.Form, changes) : step.Form;
        var body = new JsonObject { ["caseId"] = Case(step.Case), ["form"] = await Resolved(values, text => text) };
        var answer = (await application.As(step.As).Post($"/api/forms/{step.FormKey}/check", body)).Value;
        var broken = answer["findings"]!.AsArray().Where(f => f!["strength"]!.ToString() == "hard").Select(f => f!["rule"]!.ToString()).Distinct();
        broken.ShouldBe(step.Breaks, ignoreOrder: true, answer.ToJsonString());
        if (step.Remarks.Count > 0)
            answer["findings"]!.AsArray().Where(f => f!["strength"]!.ToString() == "soft").Select(f => f!["rule"]!.ToString()).Distinct().ShouldBe(step.Remarks, ignoreOrder: true, answer.ToJsonString());
    }

    private async Task Expect(ExpectCase expected)
    {
        var view = await View(expected.Case);
        if (expected.Status is { } status) view["status"]!.ToString().ShouldBe(status);
        if (expected.Route is { } route) view["route"]!.ToString().ShouldBe(route);
        if (expected.Reason is { } reason) (view["reason"]?.ToString() ?? "").ShouldContain(reason);
        if (expected.Title is { } title) view["title"]!.ToString().ShouldBe(title);
        if (expected.Open is { } open)
        {
            var wanted = open.Select(o => o.Split(' ') is [var kind, var seat] && seat.Split('/') is [var key, var role] ? $"{kind} {NameOf(key)} {role}" : throw new FormatException($"Expected Kind organisation/role, found {o}."));
            view["openWork"]!.AsArray().Select(w => $"{w!["kind"]} {w["organisation"]} {w["role"]}").ShouldBe(wanted, ignoreOrder: true);
        }

        var marks = view["marks"]!.AsArray();
        foreach (var (block, kinds) in expected.Marks)
            marks.Where(m => m!["block"]!.ToString() == block && !m["isVoid"]!.GetValue<bool>()).Select(m => m!["kind"]!.ToString()).Order().ShouldBe(kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), $"the living marks of block {block}");
        if (expected.Void is { } count) marks.Count(m => m!["isVoid"]!.GetValue<bool>()).ShouldBe(count, "void marks stay visible (R22)");
        if (expected.Receipts is { } receipts) view["receipts"]!.AsArray().Count.ShouldBe(receipts);
    }

    private async Task Expect(ExpectCommunity expected)
    {
        var view = (await application.As(Auditor).Get($"/api/communities/{await Community(expected.Community)}")).Value;
        if (expected.Status is { } status) view["status"]!.ToString().ShouldBe(status);
        if (expected.Leader is { } leader) view["leader"]!.ToString().ShouldBe(leader);
        if (expected.Members is { } members)
            view["members"]!.AsArray().Where(m => m!["to"] is null).Select(m => m!["unit"]!.ToString()).ShouldBe(members.Select(NameOf), ignoreOrder: true);
        if (expected.Overrides is { } reasons) view["overrides"]!.AsArray().Select(o => o!["reason"]!.ToString()).Distinct().ShouldBe(reasons, ignoreOrder: true, "an override is recorded with its reason (R40)");
        if (expected.EndsOn is { } end) view["cycle"]!["endsOn"]!.ToString().ShouldBe(end);
        if (expected.Office is { } office) view["officeAt"]!.ToString().ShouldBe(NameOf(office));
        foreach (var (kind, count) in expected.Duties) view["duties"]!.AsArray().Count(d => d!["kind"]!.ToString() == kind).ShouldBe(count, $"duties {kind}: {view["duties"]}");
    }

    private async Task<string> Community(string name)
    {
        var found = (await application.As(Auditor).Get($"/api/communities?text={Uri.EscapeDataString(name)}")).Value.AsArray();
        return found.FirstOrDefault(c => c!["name"]!.ToString() == name)?["id"]!.ToString() ?? throw new InvalidOperationException($"Expected a community {name}, found none.");
    }

    private async Task Expect(ExpectInbox expected)
    {
        var lines = (await application.As(expected.Of).Get("/api/work-items?take=200")).Value["items"]!.AsArray();
        var call = await CallId(expected.Call);
        foreach (var (kind, count) in expected.Kinds) lines.Count(l => l!["kind"]!.ToString() == kind && (call is null || l["callId"]!.ToString() == call)).ShouldBe(count, $"{kind} in the inbox of {expected.Of}");
    }

    private async Task Expect(ExpectAudit expected)
    {
        var trail = (await application.As(Auditor).Get($"/api/cases/{Case(expected.Case)}/audit")).Value;
        trail["isIntact"]!.GetValue<bool>().ShouldBeTrue("the chain of audit entries is whole");
        var entries = trail["entries"]!.AsArray();
        foreach (var (action, count) in expected.Actions) entries.Count(e => e!["action"]!.ToString() == action).ShouldBe(count, $"entries {action}");
        if (expected.Versions is { } versions) entries.Select(e => e!["definitionVersion"]?.ToString()).OfType<string>().Distinct().ShouldBe(versions, ignoreOrder: true, "the versions of the chain that the auditor reads");
        foreach (var entry in entries.Where(e => expected.Machine.Contains(e!["action"]!.ToString())))
            (entry!["actorKind"]!.ToString(), entry["person"]?.ToString()).ShouldBe(("timer", null), $"{entry["action"]} was done by a machine");
        foreach (var entry in entries.Where(e => expected.Complete.Contains(e!["action"]!.ToString())))
            foreach (var member in new[] { "person", "role", "organisation", "at", "definitionVersion", "documentHash", "clause", "instanceId", "activity" })
                (entry![member]?.ToString()).ShouldNotBeNullOrEmpty($"{entry["action"]} names {member}");
    }

    private async Task Urge(Urge step)
    {
        var open = (await View(step.Case))["openWork"]!.AsArray();
        await Post(step, step.As, $"/api/work-items/{open[0]!["id"]}/reminder", new JsonObject { ["comment"] = step.Text });
    }

    private async Task Expect(ExpectEscalated expected)
    {
        var lines = (await application.As(expected.Of).Get("/api/work-items/escalated")).Value.AsArray();
        lines.Where(l => l!["isOpen"]!.GetValue<bool>()).Select(l => l!["caseId"]!.ToString()).ShouldBe(expected.Cases.Select(Case), ignoreOrder: true);
    }

    private async Task Expect(ExpectList expected)
    {
        var lists = (await application.Anonymous().Get("/api/lists")).Value.AsArray();
        var list = lists.FirstOrDefault(l => l!["callCode"]!.ToString() == expected.Call);
        if (expected.Cases.Count == 0)
        {
            list.ShouldBeNull();
            return;
        }

        var units = (await application.Anonymous().Get($"/api/lists/{list.ShouldNotBeNull()["id"]}")).Value["units"]!.AsArray();
        var numbers = new List<string>();
        foreach (var name in expected.Cases) numbers.Add((await View(name))["number"]!.ToString());
        units.Select(u => u!["caseNumber"]!.ToString()).ShouldBe(numbers, ignoreOrder: true);
    }

    private async Task Expect(ExpectCall expected)
    {
        var view = (await application.As(Auditor).Get($"/api/calls/{expected.Call}")).Value;
        view["status"]!.ToString().ShouldBe(expected.Status);
        if (expected.ClosesOn is { } day) view["closesOn"]!.ToString().ShouldBe(day);
        if (expected.ClosedBefore is { } days) view["dateHistory"]!.AsArray().Select(c => c!["from"]!.ToString()).ShouldBe(days);
        view["isCollectorLate"]!.GetValue<bool>().ShouldBe(expected.IsCollectorLate);
    }

    private async Task Expect(ExpectForm expected)
    {
        var forms = (await View(expected.Case))["forms"]!.AsArray().Where(f => f!["formKey"]!.ToString() == expected.Form).OrderBy(f => f!["revision"]!.GetValue<int>());
        var content = forms.LastOrDefault().ShouldNotBeNull($"a submitted form {expected.Form}")["content"]!;
        foreach (var (field, value) in expected.Values) Plain(content[field]).ShouldBe(Plain(value), field);
        if (expected.Computed.Count == 0) return;
        var view = await View(expected.Case);
        var computed = (await application.As(Auditor).Get($"/api/cases/{view["id"]}/computed")).Value;
        foreach (var (key, value) in expected.Computed) computed[key]?.ToString().ShouldBe(value!.ToString().Replace("#", view["number"]!.ToString(), StringComparison.Ordinal), key);

        static string? Plain(JsonNode? node) => decimal.TryParse(node?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? $"{number:0.##}" : node?.ToJsonString();
    }

    private async Task Expect(ExpectCounts expected)
    {
        var counts = (await application.As(Auditor).Get($"/api/calls/{expected.Call}/national-counts")).Value.AsArray();
        foreach (var (kind, wanted) in expected.Kinds)
        {
            var count = counts.Single(c => c!["kind"]!.ToString() == kind)!;
            $"{count["count"]}/{count["target"]}".ShouldBe(wanted, kind);
        }
    }

    private async Task<ApiAnswer> Post(Step step, string person, string path, JsonNode body)
    {
        var answer = await application.As(person).Post(path, body);
        return step.Refused is { } code ? answer.Refused(code) : answer.Succeeded();
    }

    private async Task<JsonNode> View(string name) => (await application.As(Auditor).Get($"/api/cases/{Case(name)}")).Value;

    private string Case(string name) => cases.TryGetValue(name, out var id) ? id : throw new InvalidOperationException($"Expected a case named {name}, but no step has started it.");

    private static string NameOf(string organisation) =>
        Demo["organisations"]!.AsArray().FirstOrDefault(o => o!["key"]!.ToString() == organisation)?["fullName"]!.ToString()
        ?? throw new InvalidOperationException($"Expected an organisation {organisation} in demo.json, found none.");

    private async Task<string> Organisation(string key)
    {
        var name = NameOf(key);
        var found = (await application.As(Auditor).Get($"/api/organisations?text={Uri.EscapeDataString(name)}")).Value.AsArray();
        return found.First(o => o!["fullName"]!.ToString() == name)!["id"]!.ToString();
    }

    private async Task<string> Person(string userName) => (await application.As(userName).Get("/api/me")).Value["personId"]!.ToString();

    private static JsonObject Patched(JsonObject form, JsonObject changes)
    {
        var patched = (JsonObject)form.DeepClone();
        foreach (var (name, value) in changes)
        {
            if (value is null) patched.Remove(name);
            else patched[name] = value.DeepClone();
        }

        return patched;
    }

    /// <summary>The same JSON with <c>$case:A</c>, <c>$org:ln-centre</c>, <c>$person:expert1</c> and <c>$file:a.pdf</c>, <c>$notice:PSN</c> and <c>$objection:words</c> replaced by ids, as values and as names.</summary>
    private async Task<JsonNode> Resolved(JsonNode node, Func<string, string> say)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members) copy[await Id(say(name))] = value is null ? null : await Resolved(value, say);
                return copy;
            case JsonArray items:
                var list = new JsonArray();
                foreach (var item in items) list.Add(item is null ? null : await Resolved(item, say));
                return list;
            case JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String:
                return JsonValue.Create(await Id(say(text.ToString())));
            default:
                return node.DeepClone();
        }
    }

    /// <summary>The list of a call, as its notice shows it, also when that is over.</summary>
    private async Task<string> Notice(string call)
    {
        var work = (await application.As(Auditor).Get("/api/notices")).Value.AsArray();
        var title = (await application.As(Auditor).Get($"/api/calls/{call}")).Value["title"]!.ToString();
        return work.FirstOrDefault(n => n!["call"]!.ToString() == title)?["listId"]!.ToString() ?? notice ?? throw new InvalidOperationException($"Expected an open notice of call {call}, found none.");
    }

    /// <summary>An objection to the list that was spoken of last, by a part of its text.</summary>
    private async Task<string> Objection(string words) =>
        (await application.As(Auditor).Get($"/api/notices/{notice}/objections")).Value.AsArray().Single(o => o!["text"]!.ToString().Contains(words, StringComparison.Ordinal))!["id"]!.ToString();

    private async Task<string> Id(string text) => text.Split(':', 2) switch
    {
        ["$case", var name] => Case(name),
        ["$org", var key] => await Organisation(key),
        ["$community", var name] => await Community(name),
        ["$name", var key] => NameOf(key),
        ["$person", var userName] => await Person(userName),
        ["$file", var name] => files[name],
        ["$notice", var call] => notice = await Notice(call),
        ["$objection", var words] => await Objection(words),
        _ => text,
    };
}

/// <summary>A step of a scenario did not go as it says.</summary>
public sealed class ScenarioFailed(string message, Exception? why = null) : Exception(message, why);
