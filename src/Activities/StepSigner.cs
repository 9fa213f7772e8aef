using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Activities;

/// <summary>One of those who decide a step together: a seat, or one person on it.</summary>
internal sealed record StepSigner(string Key, SeatRole Role, long? PersonId, int Weight)
{
    /// <summary>Persons on the seat who may not decide it, by what the designer set for the exceptions of the step.</summary>
    public IReadOnlyCollection<long> Barred { get; init; } = [];

    public Signer AsSigner => new(Key, Weight);
}

/// <summary>What one of them said.</summary>
/// <param name="Enclosed">Files that went with it.</param>
/// <param name="IsLast">The last word of a line of signers after each other: the one that counts.</param>
internal sealed record Voice(string Key, OpinionDecision Decision, string Words, string Name, IReadOnlyList<long> Enclosed, bool IsLast);

/// <summary>Who signs a step, and what was said so far. Said is what stands in finished work items; nothing of it is kept twice.</summary>
internal static class StepSigners
{
    private const string Property = "Signers", EarlierProperty = "EarlierRuns", TakenBackProperty = "TakenBack";

    /// <summary>The seats that the activity names; the one of its role where it names none.</summary>
    public static async Task<IReadOnlyList<StepSigner>> FindSignersAsync(this ActivityExecutionContext context, Organisation organisation, ICollection<string> lines, SeatRole role, bool eachHolder)
    {
        var seats = lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => Parse(context, l)).ToList();
        if (seats.Count == 0) seats.Add((role, 1));
        if (!eachHolder) return [.. seats.Select((s, i) => new StepSigner(Text(i + 1), s.Role, null, s.Weight))];

        var now = context.Now();
        var barred = await context.GetRequiredService<FindHolders>().Barred(organisation.Id, await context.CaseAsync(), context.CancellationToken);
        var signers = new List<StepSigner>();
        foreach (var (wanted, weight) in seats)
        {
            var roles = StandIn.For(wanted);
            var holders = await context.Db().SeatHoldings.Where(h => h.Seat!.OrganisationId == organisation.Id && roles.Contains(h.Seat.Role) && h.From <= now && (h.To == null || h.To > now))
                .Select(h => new { h.PersonId, h.Seat!.Role }).ToListAsync(context.CancellationToken);
            var seat = roles.FirstOrDefault(r => holders.Exists(h => h.Role == r), wanted);
            signers.AddRange(holders.Where(h => h.Role == seat && !barred.Contains(h.PersonId) && signers.TrueForAll(s => s.PersonId != h.PersonId)).OrderBy(h => h.PersonId).Select(h => new StepSigner(Text(h.PersonId), wanted, h.PersonId, weight)));
        }

        return signers.Count > 0 ? signers : [new StepSigner("1", seats[0].Role, null, 1)];
    }

    /// <summary>Keeps with the activity who signs, so that a change of seats meanwhile does not change the rule.</summary>
    public static void Keep(this ActivityExecutionContext context, IReadOnlyList<StepSigner> signers) => context.SetProperty(
        Property, string.Join(';', signers.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key},{s.Role},{s.PersonId},{s.Weight},{string.Join('|', s.Barred)}"))));

    /// <summary>Those who sign together; empty where one alone decides.</summary>
    public static IReadOnlyList<StepSigner> Signers(this ActivityExecutionContext context) => context.GetProperty<string>(Property) is not { Length: > 0 } kept ? [] :
    [
        .. kept.Split(';').Select(s => s.Split(',')).Select(s => new StepSigner(
            s[0], Enum.Parse<SeatRole>(s[1]), s[2].Length == 0 ? null : long.Parse(s[2], CultureInfo.InvariantCulture), int.Parse(s[3], CultureInfo.InvariantCulture))
        {
            Barred = s.Length > 4 ? [.. s[4].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(person => long.Parse(person, CultureInfo.InvariantCulture))] : [],
        }),
    ];

    /// <summary>
    /// The step runs again because the last decider takes the vote back: what the others said in the run before stands. Both the runs and the votes that do not count any more go along
    /// with the vote, so that it can be done again.
    /// </summary>
    public static bool TakeUp(this ActivityExecutionContext context)
    {
        if (context.GetRequiredService<TakingBack>().Vote is not { BookmarkId: { } bookmark, Request: var request } vote || vote.ActivityId != context.Activity.Id) return false;
        context.SetProperty(EarlierProperty, string.Join(';', Named(request, "earlier").Prepend(TakingBack.StepOf(bookmark))));
        context.SetProperty(TakenBackProperty, string.Join(';', Named(request, "takenBack").Prepend(Text(vote.Id))));
        return true;
    }

    /// <summary>This vote counts no more.</summary>
    public static void Forget(this ActivityExecutionContext context, string workItemId) => context.SetProperty(TakenBackProperty, string.Join(';', context.Kept(TakenBackProperty).Append(workItemId)));

    /// <summary>What a further taking back has to know, as a vote carries it.</summary>
    public static void WriteTakenBack(this ActivityExecutionContext context, JsonObject signing)
    {
        foreach (var (member, kept) in new[] { ("earlier", context.Kept(EarlierProperty)), ("takenBack", context.Kept(TakenBackProperty)) })
            if (kept.Count > 0) signing[member] = new JsonArray([.. kept.Select(one => JsonValue.Create(one))]);
    }

    private static IReadOnlyList<string> Kept(this ActivityExecutionContext context, string property) => context.GetProperty<string>(property) is { Length: > 0 } kept ? kept.Split(';') : [];

    private static IEnumerable<string> Named(JsonObject request, string member) => (request["signing"]?[member] as JsonArray ?? []).Select(one => one?.ToString()).OfType<string>();

    /// <summary>Somebody approved before and passed it on to whoever decided now.</summary>
    public static bool IsOfLine(this Answer answer, ActivityExecutionContext context) =>
        context.Db().FinishedWorkItems.Local.Any(f => f.Companion == CompanionKind.SignAfter && Text(f.Id) == answer.WorkItemId);

    /// <summary>Everything that was said in this step, in the order in which it was said.</summary>
    public static async Task<IReadOnlyList<Voice>> VoicesAsync(this ActivityExecutionContext context)
    {
        var (db, caseId, instance, activity) = (context.Db(), context.CaseId(), context.WorkflowExecutionContext.Id, context.Activity.Id);
        IReadOnlyList<string> runs = [context.Id, .. context.Kept(EarlierProperty)];
        var stored = await db.FinishedWorkItems.Where(f => f.CaseId == caseId && f.InstanceId == instance && f.ActivityId == activity && f.BookmarkId != null).ToListAsync(context.CancellationToken);
        var all = stored.Concat(db.FinishedWorkItems.Local.Where(f => f.InstanceId == instance && f.ActivityId == activity && f.BookmarkId is not null)).DistinctBy(f => f.Id).ToList();
        var open = (await db.WorkItems.Where(i => i.InstanceId == instance && i.ActivityId == activity && i.BookmarkId != null).ToListAsync(context.CancellationToken)).FindAll(i => db.Entry(i).State != EntityState.Deleted);

        // Whatever was asked again names the vote in whose place it came.
        var takenBack = context.Kept(TakenBackProperty).Concat(all.SelectMany(f => Named(f.Request, "takenBack"))).Concat(open.SelectMany(i => Named(i.Request, "takenBack"))).ToHashSet();
        var said = all.Where(f => runs.Any(run => f.BookmarkId!.StartsWith(run, StringComparison.Ordinal)) && !takenBack.Contains(Text(f.Id)) && Enum.TryParse<OpinionDecision>(f.Outcome, out _)).OrderBy(f => f.FinishedAt).ThenBy(f => db.Entry(f).State == EntityState.Added).ThenBy(f => f.Id).ToList();
        var people = said.SelectMany(f => new[] { f.DecidedById, f.OnBehalfOfId }).OfType<long>().Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, context.CancellationToken);
        var asked = open.Select(i => i.BookmarkId).ToHashSet();
        return
        [
            .. said.Select(f => new Voice(
                runs.First(run => f.BookmarkId!.StartsWith(run, StringComparison.Ordinal)) is var run && f.BookmarkId!.Length > run.Length ? f.BookmarkId[(run.Length + 1)..] : "", Enum.Parse<OpinionDecision>(f.Outcome!), f.Comment ?? "",
                f.DecidedById is not { } p ? "" : f.OnBehalfOfId is { } other ? $"{names.GetValueOrDefault(p, "")} 代 {names.GetValueOrDefault(other, "")}" : names.GetValueOrDefault(p, ""), Enclosure.Named(f.Data),
                !asked.Contains(f.BookmarkId) && said.Last(other => other.BookmarkId == f.BookmarkId) == f)),
        ];
    }

    public static IReadOnlyList<SignerVote> Votes(this IEnumerable<Voice> voices) => [.. voices.Where(v => v.IsLast).Select(v => new SignerVote(v.Key, v.Decision))];

    /// <summary>What all of them said, as the block prints it.</summary>
    public static string InWords(this IReadOnlyList<Voice> voices) => string.Join("；", voices.Select(v =>
        $"{v.Name}{(v.Decision switch { OpinionDecision.Approve => "", OpinionDecision.Return => "（退回修改）", _ => "（不同意）" })}：{(v.Words.Length > 0 ? v.Words.TrimEnd('。', '；') : OpinionRules.PlainApproval)}"));

    private static (SeatRole Role, int Weight) Parse(ActivityExecutionContext context, string line)
    {
        var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
        var weight = 1;
        if (!Enum.TryParse<SeatRole>(parts[0], ignoreCase: true, out var role) || (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out weight) || weight is < 1 or > 100)))
            throw new InvalidOperationException($"Expected each signer of activity {context.Activity.Id} to be a role such as head, or head=2 with a weight from 1 to 100, found \"{line}\". Correct the line.");
        return (role, weight);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
