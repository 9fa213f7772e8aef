using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Activities;

/// <summary>One of those who decide a step together: a seat, or one person on it.</summary>
internal sealed record StepSigner(string Key, SeatRole Role, long? PersonId, int Weight)
{
    public Signer AsSigner => new(Key, Weight);
}

/// <summary>What one of them said.</summary>
/// <param name="IsLast">The last word of a line of signers after each other: the one that counts.</param>
internal sealed record Voice(string Key, OpinionDecision Decision, string Words, string Name, bool IsLast);

/// <summary>Who signs a step, and what was said so far. Said is what stands in finished work items; nothing of it is kept twice.</summary>
internal static class StepSigners
{
    private const string Property = "Signers";

    /// <summary>The seats that the activity names; the one of its role where it names none.</summary>
    public static async Task<IReadOnlyList<StepSigner>> FindSignersAsync(this ActivityExecutionContext context, Organisation organisation, ICollection<string> lines, SeatRole role, bool eachHolder)
    {
        var seats = lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => Parse(context, l)).ToList();
        if (seats.Count == 0) seats.Add((role, 1));
        if (!eachHolder) return [.. seats.Select((s, i) => new StepSigner(Text(i + 1), s.Role, null, s.Weight))];

        var now = context.Now();
        var signers = new List<StepSigner>();
        foreach (var (wanted, weight) in seats)
        {
            var roles = StandIn.For(wanted);
            var holders = await context.Db().SeatHoldings.Where(h => h.Seat!.OrganisationId == organisation.Id && roles.Contains(h.Seat.Role) && h.From <= now && (h.To == null || h.To > now))
                .Select(h => new { h.PersonId, h.Seat!.Role }).ToListAsync(context.CancellationToken);
            var seat = roles.FirstOrDefault(r => holders.Exists(h => h.Role == r), wanted);
            signers.AddRange(holders.Where(h => h.Role == seat && signers.TrueForAll(s => s.PersonId != h.PersonId)).OrderBy(h => h.PersonId).Select(h => new StepSigner(Text(h.PersonId), wanted, h.PersonId, weight)));
        }

        return signers.Count > 0 ? signers : [new StepSigner("1", seats[0].Role, null, 1)];
    }

    /// <summary>Keeps with the activity who signs, so that a change of seats meanwhile does not change the rule.</summary>
    public static void Keep(this ActivityExecutionContext context, IReadOnlyList<StepSigner> signers) => context.SetProperty(
        Property, string.Join(';', signers.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key},{s.Role},{s.PersonId},{s.Weight}"))));

    /// <summary>Those who sign together; empty where one alone decides.</summary>
    public static IReadOnlyList<StepSigner> Signers(this ActivityExecutionContext context) => context.GetProperty<string>(Property) is not { Length: > 0 } kept ? [] :
    [
        .. kept.Split(';').Select(s => s.Split(',')).Select(s => new StepSigner(
            s[0], Enum.Parse<SeatRole>(s[1]), s[2].Length == 0 ? null : long.Parse(s[2], CultureInfo.InvariantCulture), int.Parse(s[3], CultureInfo.InvariantCulture))),
    ];

    /// <summary>Somebody approved before and passed it on to whoever decided now.</summary>
    public static bool IsOfLine(this Answer answer, ActivityExecutionContext context) =>
        context.Db().FinishedWorkItems.Local.Any(f => f.Companion == CompanionKind.SignAfter && Text(f.Id) == answer.WorkItemId);

    /// <summary>Everything that was said in this step, in the order in which it was said.</summary>
    public static async Task<IReadOnlyList<Voice>> VoicesAsync(this ActivityExecutionContext context)
    {
        var (db, caseId, instance, own) = (context.Db(), context.CaseId(), context.WorkflowExecutionContext.Id, context.Id);
        var stored = await db.FinishedWorkItems.Where(f => f.CaseId == caseId && f.InstanceId == instance && f.BookmarkId!.StartsWith(own)).ToListAsync(context.CancellationToken);
        var said = stored.Concat(db.FinishedWorkItems.Local.Where(f => f.InstanceId == instance && f.BookmarkId?.StartsWith(own, StringComparison.Ordinal) == true))
            .DistinctBy(f => f.Id).Where(f => Enum.TryParse<OpinionDecision>(f.Outcome, out _)).OrderBy(f => f.FinishedAt).ThenBy(f => db.Entry(f).State == EntityState.Added).ThenBy(f => f.Id).ToList();
        var people = said.Select(f => f.DecidedById).OfType<long>().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, context.CancellationToken);
        var open = (await db.WorkItems.Where(i => i.InstanceId == instance && i.BookmarkId!.StartsWith(own)).ToListAsync(context.CancellationToken))
            .Where(i => db.Entry(i).State != EntityState.Deleted).Select(i => i.BookmarkId).ToHashSet();
        return
        [
            .. said.Select(f => new Voice(
                f.BookmarkId!.Length > own.Length ? f.BookmarkId[(own.Length + 1)..] : "", Enum.Parse<OpinionDecision>(f.Outcome!), f.Comment ?? "", f.DecidedById is { } p ? names.GetValueOrDefault(p, "") : "",
                !open.Contains(f.BookmarkId) && said.Last(other => other.BookmarkId == f.BookmarkId) == f)),
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
