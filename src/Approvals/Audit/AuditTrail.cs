using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Notifications;

namespace Workflows.Approvals.Audit;

/// <summary>What an entry says beyond who, when and what.</summary>
public sealed record AuditDetail
{
    public string? Outcome { get; init; }
    public string? Comment { get; init; }

    /// <summary>Content hash of the form or document that was acted on.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>Clause or rule, e.g. "R24".</summary>
    public string? Clause { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>Of what people are told after the commit. Not a part of the entry.</summary>
    public IReadOnlyList<News> Tells { get; init; } = [];
}

/// <summary>Adds entries to the chain of a subject. Each takes the next number and the hash of the one before.</summary>
public sealed class AuditTrail(ApprovalsDb db, CurrentActor actor, CurrentActivity activity, IdSource ids, RandomNumber random, TimeProvider clock)
{
    private readonly Dictionary<string, AuditEntry?> last = [];

    /// <param name="action">What was done, in kebab case: <c>seal.affixed</c>.</param>
    public async Task Write(string subject, string action, AuditDetail? detail = null, CancellationToken cancellation = default)
    {
        var before = await Last(subject, cancellation);
        var who = actor.Actor;
        var seat = who.SeatId is { } seatId ? await db.Seats.FindAsync([seatId], cancellation) : null;
        var entry = new AuditEntry
        {
            Id = ids.Next(),
            Subject = subject,
            Sequence = (before?.Sequence ?? 0) + 1,
            PreviousHash = before?.Hash ?? AuditEntry.NoPrevious,
            At = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
            ActorKind = who.Kind,
            PersonId = who.PersonId,
            SeatId = who.SeatId,
            Role = seat?.Role,
            OrganisationId = who.OrganisationId ?? seat?.OrganisationId,
            OnBehalfOfId = who.OnBehalfOfId,
            Action = action,
            Activity = activity.Activity,
            InstanceId = activity.InstanceId,
            DefinitionId = activity.DefinitionId,
            DefinitionVersion = activity.DefinitionVersion,
            Outcome = detail?.Outcome,
            Comment = detail?.Comment,
            DocumentHash = detail?.DocumentHash,
            Clause = Clauses(activity.Clause, detail?.Clause),
            Before = detail?.Before,
            After = detail?.After,
            Origin = ActOrigin.Current,
            Salt = string.Create(CultureInfo.InvariantCulture, $"{random(int.MaxValue):x8}{random(int.MaxValue):x8}{random(int.MaxValue):x8}{random(int.MaxValue):x8}"),
        }.Close();
        db.AuditEntries.Add(entry);
        last[subject] = entry;
        foreach (var news in detail?.Tells ?? [])
            db.Outbox.Add(new OutboxRow { Id = ids.Next(), Kind = news.Kind, About = news.About, ActorId = who.PersonId, At = entry.At });
    }

    /// <summary>Reads the ends of many chains at once, before an entry is added to each of them.</summary>
    public async Task Expect(IEnumerable<string> subjects, CancellationToken cancellation = default)
    {
        foreach (var some in subjects.Where(s => !last.ContainsKey(s)).Distinct().Chunk(500))
        {
            foreach (var entry in await db.AuditEntries.AsNoTracking().Where(e => some.Contains(e.Subject) && !db.AuditEntries.Any(n => n.Subject == e.Subject && n.Sequence == e.Sequence + 1)).ToListAsync(cancellation))
                last[entry.Subject] = entry;
        }
    }

    /// <summary>The subject is made in this unit: its chain begins here, and nothing has to be read.</summary>
    public void Begin(string subject) => last.TryAdd(subject, null);

    /// <summary>The end of a chain that was read already.</summary>
    public void Expect(AuditEntry end) => last.TryAdd(end.Subject, end);

    /// <summary>The clause of the chain's activity, then the rule that the verb applied.</summary>
    private static string? Clauses(string? chain, string? rule) => (chain, rule) switch
    {
        (null or "", _) => rule,
        (_, null or "") => chain,
        _ when chain == rule => chain,
        _ => $"{chain}; {rule}",
    };

    private async Task<AuditEntry?> Last(string subject, CancellationToken cancellation) =>
        last.TryGetValue(subject, out var written)
            ? written
            : await db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(cancellation);
}
