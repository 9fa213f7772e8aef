using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Calls;

/// <summary>催办 of units: those that a call addresses and that have handed in nothing get something to read; each at most once a day.</summary>
public sealed class RemindUnits(ApprovalsDb db, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <summary>Hour in Shanghai from which the clock's reminders of a day go out.</summary>
    public const int FromHour = 8;

    /// <param name="units">Whom to remind; empty: every unit that is addressed and has handed in nothing.</param>
    /// <param name="words">What the person who reminds says.</param>
    /// <param name="occasion">What the clock reminds for, so that it does so once.</param>
    /// <returns>How many units were reminded now, or <c>call.not-open</c>.</returns>
    public async Task<Result<Reminded>> Run(Call call, IReadOnlyCollection<long> units, string? words = null, string? occasion = null, CancellationToken cancellation = default)
    {
        if (call.Status != CallStatus.Open) return new Refusal("call.not-open", call.Code);
        var now = clock.GetUtcNow();
        var silent = (await Silent(call, cancellation)).Where(unit => units.Count == 0 || units.Contains(unit.Id)).ToList();
        var today = ShanghaiTime.StartOf(ShanghaiTime.DayOf(now));
        var had = await db.CopyItems.Where(c => c.CallId == call.Id && c.Kind == CopyKind.Reminder && c.SentAt >= today).Select(c => c.RecipientId).ToListAsync(cancellation);
        var due = silent.FindAll(unit => !had.Contains(unit.Id));
        var title = Title(call, words);
        var copies = due.ConvertAll(unit => new CopyItem { Id = ids.Next(), Kind = CopyKind.Reminder, CallId = call.Id, RecipientId = unit.Id, Title = title, SentAt = now });
        db.CopyItems.AddRange(copies);
        await audit.Write(Subject.Call(call.Id), "units.reminded", new AuditDetail
        {
            Outcome = due.Count.ToString(CultureInfo.InvariantCulture), Comment = string.IsNullOrWhiteSpace(words) ? null : words.Trim(), Before = occasion,
            After = string.Join("、", due.Select(unit => unit.FullName)), Tells = [.. copies.Select(copy => new News(NewsKind.Reminded, copy.Id))],
        }, cancellation);
        return new Reminded(due.Count, silent.Count - due.Count);
    }

    /// <summary>The days before the deadline for which the clock's reminder is due now and did not go out yet, as occasion; null: none.</summary>
    public async Task<string?> Occasion(Call call, CancellationToken cancellation = default)
    {
        var now = ShanghaiTime.Local(clock.GetUtcNow());
        var left = call.ClosesOn.DayNumber - DateOnly.FromDateTime(now.DateTime).DayNumber;
        var due = call.Reminders.Where(days => days >= left).Order().Cast<int?>().FirstOrDefault();
        if (call.Status != CallStatus.Open || call.ChainId is null || due is not { } days || left < 0 || (left == days && now.Hour < FromHour) || call.OpensOn >= call.ClosesOn.AddDays(-days)) return null;
        var occasion = string.Create(CultureInfo.InvariantCulture, $"{call.ClosesOn:yyyy-MM-dd} -{days}");
        var subject = Subject.Call(call.Id);
        return await db.AuditEntries.AnyAsync(e => e.Subject == subject && e.Action == "units.reminded" && e.Before == occasion, cancellation) ? null : occasion;
    }

    /// <summary>
    /// The units that the call addresses, active ones of its kinds within its scope, by area. Where its notice names recipients (主送), those of them; a notice that goes only to bodies which pass it on,
    /// such as associations, reaches everybody who may apply.
    /// </summary>
    public async Task<List<Organisation>> Addressed(Call call, CancellationToken cancellation = default)
    {
        var units = db.Organisations.Where(o => o.Status == OrganisationStatus.Active);
        if (call.EligibleKinds.Count > 0) units = units.Where(o => call.EligibleKinds.Contains(o.Kind));
        if (call.ScopeAreaCode is { } area) units = units.Where(o => o.AreaCode.StartsWith(area));
        var found = await units.OrderBy(o => o.AreaCode).ThenBy(o => o.Id).ToListAsync(cancellation);
        var notice = await db.Documents.Where(d => d.Id == call.DocumentId).Select(d => d.MainRecipients).FirstOrDefaultAsync(cancellation);
        if (call.Audience is null && notice is null) return found;
        var ids = found.ConvertAll(o => o.Id);
        var memberships = await db.Memberships.Where(m => ids.Contains(m.OrganisationId)).ToListAsync(cancellation);
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        if (call.Audience is { } audience) found = found.FindAll(unit => audience.Includes(unit, memberships, today));
        var named = notice is null ? [] : found.FindAll(unit => notice.Includes(unit, memberships, today));
        return named.Count > 0 ? named : found;
    }

    private async Task<List<Organisation>> Silent(Call call, CancellationToken cancellation)
    {
        var answered = await db.Cases.Where(c => (c.CallId == call.Id || c.NationalCallId == call.Id) && c.SubmittedAt != null).Select(c => c.ApplicantId).ToListAsync(cancellation);
        return (await Addressed(call, cancellation)).FindAll(unit => !answered.Contains(unit.Id));
    }

    private static string Title(Call call, string? words)
    {
        var day = call.ClosesOn.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
        return $"请于{day}前申报：{call.Title}{(string.IsNullOrWhiteSpace(words) ? "" : $"（{words.Trim()}）")}";
    }
}

/// <param name="Count">Units that were reminded now.</param>
/// <param name="Already">Units that had been reminded on the same day and were spared.</param>
public sealed record Reminded(int Count, int Already);
