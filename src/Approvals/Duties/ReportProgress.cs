using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Duties;

/// <summary>The unit says how far it is with a duty; at any time until it is accepted.</summary>
public sealed class ReportProgress(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <param name="percent">0 to 100.</param>
    /// <returns>The note, or <c>duty.unknown</c>, <c>duty.accepted</c>, <c>duty.percent</c>, <c>duty.note-missing</c>.</returns>
    public async Task<Result<DutyNote>> Run(long dutyId, int percent, string? text, CancellationToken cancellation = default)
    {
        if (await db.Duties.FirstOrDefaultAsync(d => d.Id == dutyId, cancellation) is not { } duty) return new Refusal("duty.unknown", dutyId);
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to report progress, found {actor.Actor.Kind}.");
        var before = duty.Percent;
        var note = duty.Report(ids.Next(), percent, text, person, clock.GetUtcNow());
        if (note.IsRefused) return note;
        db.Add(note.Value);
        await audit.Write(Subject.Case(duty.CaseId), "duty.progress", new AuditDetail
        {
            Before = before.ToString(CultureInfo.InvariantCulture), After = percent.ToString(CultureInfo.InvariantCulture), Comment = note.Value.Text,
        }, cancellation);
        return note;
    }
}
