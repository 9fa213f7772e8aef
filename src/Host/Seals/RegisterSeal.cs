using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Seals;

/// <summary>A seal to be entered.</summary>
/// <param name="Name">The text round the arc; empty: the owner's full name.</param>
public sealed record NewSeal(long OwnerId, string? Name = null, SealKind Kind = SealKind.Official, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

/// <summary>A seal of the register.</summary>
public sealed record SealView(long Id, long OwnerId, string Owner, string Name, SealKind Kind, SealStatus Status, DateOnly ValidFrom, DateOnly? ValidTo, int Uses);

/// <summary>One use of a seal (用印登记); a void one stays, with the reason.</summary>
public sealed record SealUseView(long Number, long CaseId, string CaseNumber, string Block, int FormRevision, string ContentHash, string? Custodian, DateTimeOffset At, bool IsVoid, string? VoidedWhy);

/// <summary>Enters a seal, or takes one out of use. Its owner's custodian keeps it.</summary>
public sealed class RegisterSeal(UnitOfWork unit)
{
    public Task<Result<SealView>> Run(Caller caller, NewSeal asked, CancellationToken cancellation = default) =>
        unit.Run<SealView>(
            caller.As(seat => seat.OrganisationId == asked.OwnerId || seat.Role == SeatRole.FlowAdministrator),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Organisations.FindAsync([asked.OwnerId], token) is not { } owner) return new Refusal("organisation.unknown", asked.OwnerId);
                if (!MayKeepRegister(caller, owner.Id)) return new Refusal("seal.not-yours", owner.FullName);
                if (await db.Seats.SingleOrDefaultAsync(s => s.OrganisationId == owner.Id && s.Role == SeatRole.SealCustodian, token) is not { } custodian)
                    return new Refusal("seat.missing", owner.FullName, SeatRole.SealCustodian);
                if (asked.Kind == SealKind.Official && await db.Seals.AnyAsync(s => s.OwnerId == owner.Id && s.Kind == SealKind.Official && s.Status == SealStatus.Active, token))
                    return new Refusal("seal.already-exists", owner.FullName);
                var seal = new Seal
                {
                    Id = scope.GetRequiredService<IdSource>().Next(), OwnerId = owner.Id, Name = string.IsNullOrWhiteSpace(asked.Name) ? owner.FullName : asked.Name.Trim(), Kind = asked.Kind,
                    CustodianSeatId = custodian.Id, ValidFrom = asked.ValidFrom ?? ShanghaiTime.DayOf(scope.GetRequiredService<TimeProvider>().GetUtcNow()), ValidTo = asked.ValidTo,
                };
                if (seal.ValidTo < seal.ValidFrom) return new Refusal("seal.period", seal.ValidFrom, seal.ValidTo);
                db.Seals.Add(seal);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Seal(seal.Id), "seal.registered", new AuditDetail { After = seal.Name }, token);
                return new SealView(seal.Id, owner.Id, owner.FullName, seal.Name, seal.Kind, seal.Status, seal.ValidFrom, seal.ValidTo, 0);
            },
            cancellation);

    /// <summary>Takes a seal out of use, or back into use. A destroyed one stays destroyed.</summary>
    public Task<Result<Done>> SetStatus(Caller caller, long id, SealStatus status, string? comment, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.As(seat => seat.Role is SeatRole.SealCustodian or SeatRole.Head or SeatRole.OrgAdministrator or SeatRole.FlowAdministrator),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Seals.SingleOrDefaultAsync(s => s.Id == id, token) is not { } seal) return new Refusal("seal.unknown", id);
                if (!MayKeepRegister(caller, seal.OwnerId)) return new Refusal("seal.not-yours", seal.Name);
                if (seal.Status == SealStatus.Destroyed) return new Refusal("seal.destroyed", seal.Name);
                if (seal.Status == status) return Done.Result;
                var before = seal.Status;
                seal.Status = status;
                var detail = new AuditDetail { Before = before.ToString(), After = status.ToString(), Comment = comment };
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Seal(id), "seal.status-changed", detail, token);
                return Done.Result;
            },
            cancellation);

    private static bool MayKeepRegister(Caller caller, long ownerId) =>
        caller.Has(SeatRole.FlowAdministrator) || caller.Has(SeatRole.SealCustodian, ownerId) || caller.Has(SeatRole.Head, ownerId) || caller.Has(SeatRole.OrgAdministrator, ownerId);
}
