using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Duties;

/// <summary>A duty to be given to the unit of a case.</summary>
/// <param name="ReceiverId">Who will check and accept it.</param>
public sealed record NewDuty(DutyKind Kind, long ReceiverId, string Title, string Period = "", string ItemNo = "", string? Deliverable = null, string? Flag = null);

/// <summary>Gives a unit a duty: its case is that of <see cref="OpenCase"/>, new in the same unit of work.</summary>
public sealed class AssignDuty(ApprovalsDb db, AuditTrail audit, IdSource ids)
{
    public async Task<Duty> Run(Case item, int year, NewDuty asked, CancellationToken cancellation = default)
    {
        var duty = new Duty
        {
            Id = ids.Next(),
            CaseId = item.Id,
            CallId = item.CallId,
            Kind = asked.Kind,
            OwnerId = item.ApplicantId,
            ReceiverId = asked.ReceiverId,
            Year = year,
            Period = asked.Period,
            ItemNo = asked.ItemNo,
            Title = asked.Title,
            Deliverable = asked.Deliverable,
            Flag = asked.Flag,
            DueAt = item.DueAt,
        };
        db.Duties.Add(duty);
        await audit.Write(Subject.Case(item.Id), "duty.assigned", new AuditDetail { Clause = asked.Flag is null ? "R75" : "R75, R76", After = $"{asked.Kind}:{asked.ItemNo}{asked.Period}", Comment = asked.Flag }, cancellation);
        return duty;
    }
}
