using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Communities;

/// <summary>The organiser enters who came.</summary>
public sealed class TakeAttendance(ApprovalsDb db, AuditTrail audit, TimeProvider clock)
{
    /// <returns>The activity, or <c>gathering.unknown</c> and what <see cref="Gathering.Record"/> refuses.</returns>
    public async Task<Result<Gathering>> Run(long caseId, IReadOnlyDictionary<long, AttendanceLine> lines, CancellationToken cancellation = default)
    {
        if (await db.GatheringOf(caseId, cancellation) is not { } gathering) return new Refusal("gathering.unknown", caseId);
        if (gathering.Record(lines, clock.GetUtcNow()) is { } refusal) return refusal;
        db.Touch(gathering);
        var absent = gathering.Attendance.Where(a => a.Status == AttendanceStatus.Absent).Select(a => a.Unit).ToList();
        await audit.Write(Subject.Case(caseId), "attendance.recorded", new AuditDetail
        {
            Clause = "R44", Outcome = absent.Count.ToString(CultureInfo.InvariantCulture), After = gathering.Title, Comment = absent.Count == 0 ? null : string.Join("、", absent),
        }, cancellation);
        return gathering;
    }
}

/// <summary>An invited unit asks for leave before the start (Q19).</summary>
public sealed class AskLeave(ApprovalsDb db, AuditTrail audit, CurrentActor actor, ReadDecider deciders, TimeProvider clock)
{
    /// <returns>The activity, or <c>gathering.unknown</c>, <c>leave.not-yours</c>, <c>leave.too-late</c>, <c>leave.not-invited</c>, <c>leave.reason-required</c>.</returns>
    public async Task<Result<Gathering>> Run(long caseId, long organisationId, string? reason, CancellationToken cancellation = default)
    {
        if (await db.GatheringOf(caseId, cancellation) is not { } gathering) return new Refusal("gathering.unknown", caseId);
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to ask for leave, found {actor.Actor.Kind}.");
        var principals = (await deciders.Run(person, cancellation: cancellation)).Principals;
        var seat = await db.Seats.FirstOrDefaultAsync(
            s => s.OrganisationId == organisationId && (s.Role == SeatRole.Handler || s.Role == SeatRole.Head) && principals.Contains(s.Id), cancellation);
        if (seat is null) return new Refusal("leave.not-yours");
        actor.Actor = actor.Actor with { SeatId = seat.Id, OrganisationId = organisationId };
        if (gathering.AskLeave(organisationId, reason, clock.GetUtcNow()) is { } refusal) return refusal;
        db.Touch(gathering);
        await audit.Write(Subject.Case(caseId), "leave.asked", new AuditDetail { Comment = reason, After = gathering.Title }, cancellation);
        return gathering;
    }
}
