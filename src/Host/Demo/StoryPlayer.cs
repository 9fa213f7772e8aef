using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Account;
using Workflows.Host.Calls;
using Workflows.Host.Cases;
using Workflows.Host.Inbox;
using Workflows.Host.Notices;
using Workflows.Host.Parts;
using Workflows.Host.Queue;
using Workflows.Persistence;

namespace Workflows.Host.Demo;

/// <summary>Plays one story; cases are known by the names it gives them.</summary>
internal sealed class StoryPlayer(UnitOfWork unit, WorkOffQueue queue, IServiceScopeFactory scopes, TimeProvider clock, Story story)
{
    private readonly Dictionary<string, long> cases = [];
    private readonly Dictionary<string, long> files = [];
    private readonly Dictionary<string, Caller> callers = [];

    /// <param name="between">The pause after each act.</param>
    /// <returns>Why it ended early; null when it was played to its end.</returns>
    public async Task<string?> Play(TimeSpan between, CancellationToken cancellation)
    {
        using var telling = story.DaysAgo > 0 ? await StoryClock.Tell() : null;
        StoryClock.Go(story.DaysAgo);
        foreach (var step in story.Steps)
        {
            if (step["daysAgo"] is { } nearer)
            {
                StoryClock.Go(nearer.GetValue<int>());
                continue;
            }
            try
            {
                if (await Take(step, cancellation) is { } refusal) return $"{step.ToJsonString()}: {refusal}";
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return $"{step.ToJsonString()}: {exception.Message}";
            }
            await queue.Run(cancellation);
            if (between > TimeSpan.Zero) await Task.Delay(between, clock, cancellation);
        }
        return null;
    }

    private async Task<Refusal?> Take(JsonObject step, CancellationToken cancellation)
    {
        if (step["find"] is { } named) return await Find(named.ToString(), step, cancellation);
        var caller = await CallerNamed(Text(step, "as"), cancellation);
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (step["start"] is { } start)
        {
            var unitId = step["unit"] is { } of ? long.Parse(await Id(of.ToString(), cancellation), CultureInfo.InvariantCulture) : (long?)null;
            var begun = await services.GetRequiredService<BeginCase>().Run(caller, new NewCase(await Call(Text(step, "call"), cancellation), unitId), cancellation);
            if (begun.Refusal is { } refusal) return refusal;
            cases[start.ToString()] = begun.Value.Id;
            return null;
        }
        if (step["decide"] is { } kind) return await Decide(services, caller, kind.ToString(), step, cancellation);
        if (step["recall"] is { } recalled) return (await services.GetRequiredService<RecallCase>().Run(caller, cases[recalled.ToString()], "单位内部需再研究", cancellation)).Refusal;
        if (step["attach"] is { } file) return await Attach(services, caller, file.ToString(), step, cancellation);
        if (step["object"] is { } noticed) return await ObjectTo(services, caller, noticed.ToString(), Text(step, "text"), cancellation);
        if (step["copyCall"] is { } original) return await CopyCall(services, caller, original.ToString(), step["to"]!, cancellation);
        if (step["open"] is { } prepared) return (await services.GetRequiredService<OpenCall>().Run(caller, await Call(prepared.ToString(), cancellation), cancellation)).Refusal;
        throw new FormatException("Expected a step with start, find, attach, decide, recall, object, copyCall, open or daysAgo.");
    }

    private async Task<Refusal?> Decide(IServiceProvider services, Caller caller, string kind, JsonObject step, CancellationToken cancellation)
    {
        var item = await OpenWork(caller, kind, step, cancellation);
        var data = step["data"] is JsonObject given ? (JsonObject)(await Resolved(given, cancellation))! : [];
        if (kind == "FillForm" && Text(step, "outcome") == "Submitted" && data["form"] is null)
        {
            var said = (step["words"] as JsonObject ?? []).Aggregate(story.Form.ToJsonString(), (text, word) => text.Replace($"{{{word.Key}}}", word.Value!.ToString(), StringComparison.Ordinal));
            var form = (JsonObject)JsonNode.Parse(said)!;
            foreach (var (field, value) in step["form"] as JsonObject ?? [])
            {
                if (value is null) form.Remove(field);
                else form[field] = value.DeepClone();
            }
            data["form"] = await Resolved(form, cancellation);
        }
        if (kind == "ApplySeal" && data["sealId"] is null)
            data["sealId"] = (await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Seals.Where(s => s.OwnerId == item.OrganisationId).Select(s => s.Id).FirstAsync(token), cancellation)).ToString(CultureInfo.InvariantCulture);
        if (step["points"] is { } points) data["scores"] = Scores(item, points.GetValue<int>());
        return (await services.GetRequiredService<DecideWorkItem>().Run(caller, item.Id, new Decision(Text(step, "outcome"), step["comment"]?.ToString(), data), cancellation)).Refusal;
    }

    /// <summary>A file of Demo/Files is handed in under a name of its own, by which the story knows it.</summary>
    private async Task<Refusal?> Attach(IServiceProvider services, Caller caller, string name, JsonObject step, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Demo", "Files", Text(step, "like")));
        var attached = await services.GetRequiredService<AttachFile>().Run(caller, cases[Text(step, "case")], name, content, cancellation: cancellation);
        if (!attached.IsRefused) files[name] = attached.Value.Id;
        return attached.Refusal;
    }

    /// <summary>Somebody objects by name to the list of a call during its public notice.</summary>
    private async Task<Refusal?> ObjectTo(IServiceProvider services, Caller caller, string code, string text, CancellationToken cancellation)
    {
        var of = await Call(code, cancellation);
        var list = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Lists.Where(l => l.CallId == of).Select(l => l.Id).SingleAsync(token), cancellation);
        return (await services.GetRequiredService<ObjectToList>().Run(caller, list, new NewObjection(text), cancellation)).Refusal;
    }

    /// <summary>A call is copied and opened, unless it is only to be <c>prepared</c>; <c>fields</c> says what else is another in the copy.</summary>
    private async Task<Refusal?> CopyCall(IServiceProvider services, Caller caller, string original, JsonNode to, CancellationToken cancellation)
    {
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        var closes = to["closesOn"] is { } day ? DateOnly.Parse(day.ToString(), CultureInfo.InvariantCulture) : today.AddDays(to["closesInDays"]!.GetValue<int>());
        var copy = new CallCopy(
            Text(to, "code"), Text(to, "title"), closes, closes.Year, to["opensInDays"] is { } opens ? today.AddDays(opens.GetValue<int>()) : today.AddDays(-30), to["parent"]?.ToString(),
            LevelDeadlines: (to["levels"] as JsonObject ?? []).ToDictionary(level => Enum.Parse<AdminLevel>(level.Key, ignoreCase: true), level => today.AddDays(level.Value!.GetValue<int>())));
        var copied = await services.GetRequiredService<CopyCall>().Run(caller, await Call(original, cancellation), copy, cancellation);
        if (copied.Refusal is { } refusal) return refusal;
        if (to["fields"] is JsonObject changes && await Change(services, caller, copied.Value.Id, changes, cancellation) is { } why) return why;
        return to["prepared"] is not null ? null : (await services.GetRequiredService<OpenCall>().Run(caller, copied.Value.Id, cancellation)).Refusal;
    }

    private async Task<Refusal?> Change(IServiceProvider services, Caller caller, long callId, JsonObject changes, CancellationToken cancellation)
    {
        var fields = await unit.Read(
            async (scope, token) => CallFields.Of(await scope.GetRequiredService<ApprovalsDb>().Calls.AsNoTracking().SingleAsync(c => c.Id == callId, token), null, null), cancellation);
        var changed = (JsonObject)JsonNode.Parse(Json.Write(fields))!;
        foreach (var (name, value) in (JsonObject)(await Resolved(changes, cancellation))!) changed[name] = value?.DeepClone();
        return (await services.GetRequiredService<CreateCall>().Change(caller, callId, Json.Read<CallFields>(changed.ToJsonString()), cancellation)).Refusal;
    }

    private async Task<WorkItem> OpenWork(Caller caller, string kind, JsonObject step, CancellationToken cancellation)
    {
        var (principals, of, call) = (caller.Principals, step["case"] is { } name ? cases[name.ToString()] : (long?)null, step["call"]?.ToString());
        return await unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().WorkItems
                .Where(w => w.Kind == kind && (principals.Contains(w.SeatId!.Value) || principals.Contains(w.PersonId!.Value)) && (of == null || w.CaseId == of) && (call == null || w.Call!.Code == call))
                .OrderByDescending(w => w.CreatedAt).ThenByDescending(w => w.Id).FirstOrDefaultAsync(token),
            cancellation) ?? throw new FormatException($"Expected a {kind} in the inbox of {caller.UserName}, found none.");
    }

    /// <summary>A case that a chain opened gets its name in the story.</summary>
    private async Task<Refusal?> Find(string name, JsonObject step, CancellationToken cancellation)
    {
        var (fullName, chain, call, titled) = (StoryFile.NameOf(Text(step, "unit")), step["chain"]?.ToString(), step["call"]?.ToString(), step["titled"]?.ToString() ?? "");
        var form = step["form"]?.ToString();
        var known = cases.Values.ToList();
        var found = await unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().Cases
                .Where(c => c.Applicant!.FullName == fullName && (chain == null || c.ChainId == chain) && (call == null || c.Call!.Code == call) && c.Title.Contains(titled) && (form == null || c.FormKey == form) && !known.Contains(c.Id))
                .OrderByDescending(c => c.CreatedAt).Select(c => (long?)c.Id).FirstOrDefaultAsync(token),
            cancellation);
        cases[name] = found ?? throw new FormatException($"Expected a case of {fullName}, found none.");
        return null;
    }

    private static JsonObject Scores(WorkItem item, int points)
    {
        var scores = new JsonObject();
        foreach (var of in item.Request["cases"]!.AsArray())
        {
            var sheet = new JsonObject { ["opinion"] = "材料完整，做法可行。" };
            foreach (var criterion in item.Request["criteria"]!.AsArray())
                sheet[criterion!["key"]!.ToString()] = Math.Min(points, (int)decimal.Parse(criterion["max"]!.ToString(), CultureInfo.InvariantCulture));
            scores[of is JsonValue ? of.ToString() : of!["caseId"]!.ToString()] = sheet;
        }
        return scores;
    }

    private async Task<Caller> CallerNamed(string userName, CancellationToken cancellation)
    {
        if (callers.TryGetValue(userName, out var known)) return known;
        var found = await unit.Read((scope, token) => scope.GetRequiredService<FindCaller>().Named(userName, token), cancellation);
        return callers[userName] = found ?? throw new FormatException($"Expected an account {userName} in the demo data, found none.");
    }

    private Task<long> Call(string code, CancellationToken cancellation) => unit.Read(
        async (scope, token) => await scope.GetRequiredService<ApprovalsDb>().Calls.Where(c => c.Code == code).Select(c => (long?)c.Id).SingleOrDefaultAsync(token)
            ?? throw new FormatException($"Expected a call {code} in the demo data, found none."),
        cancellation);

    /// <summary>The same JSON with <c>$case:A</c>, <c>$file:name</c>, <c>$org:key</c>, <c>$person:userName</c> and <c>$name:key</c> replaced, as values and as names.</summary>
    private async Task<JsonNode?> Resolved(JsonNode? node, CancellationToken cancellation)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members) copy[await Id(name, cancellation)] = await Resolved(value, cancellation);
                return copy;
            case JsonArray items:
                var list = new JsonArray();
                foreach (var item in items) list.Add(await Resolved(item, cancellation));
                return list;
            case JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String:
                return JsonValue.Create(await Id(text.ToString(), cancellation));
            default:
                return node?.DeepClone();
        }
    }

    private async Task<string> Id(string text, CancellationToken cancellation) => text.Split(':', 2) switch
    {
        ["$case", var name] => cases[name].ToString(CultureInfo.InvariantCulture),
        ["$file", var name] => files[name].ToString(CultureInfo.InvariantCulture),
        ["$name", var key] => StoryFile.NameOf(key),
        ["$person", var userName] => (await CallerNamed(userName, cancellation)).PersonId.ToString(CultureInfo.InvariantCulture),
        ["$org", var key] => (await Organisation(StoryFile.NameOf(key), cancellation)).ToString(CultureInfo.InvariantCulture),
        ["$community", var name] => (await Organisation(name, cancellation)).ToString(CultureInfo.InvariantCulture),
        _ => text,
    };

    private Task<long> Organisation(string fullName, CancellationToken cancellation) => unit.Read(
        (scope, token) => scope.GetRequiredService<ApprovalsDb>().Organisations.Where(o => o.FullName == fullName).Select(o => o.Id).SingleAsync(token), cancellation);

    private static string Text(JsonNode node, string member) => node[member]?.ToString() ?? throw new FormatException($"Expected {member} in {node.ToJsonString()}, found none.");
}
