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
/// <param name="Status"><see cref="SealStatus.Active"/> for one that is in use already, <see cref="SealStatus.Applied"/> for one that is still to be made.</param>
/// <param name="Purpose">What it may be used for; empty: for everything of its kind.</param>
/// <param name="Because">申请理由, for one that is still to be made.</param>
public sealed record NewSeal(
    long OwnerId, string? Name = null, SealKind Kind = SealKind.Official, DateOnly? ValidFrom = null, DateOnly? ValidTo = null, SealStatus Status = SealStatus.Active, string? Purpose = null,
    string? Because = null);

/// <summary>Whether the seals of an organisation are put on only with a confirmed second factor.</summary>
public sealed record SealPolicy(bool SecondFactor);

/// <summary>A seal of the register.</summary>
/// <param name="Provider">Who makes its electronic imprint; <c>internal</c> is 内部签章.</param>
public sealed record SealView(
    long Id, long OwnerId, string Owner, string Name, SealKind Kind, SealStatus Status, DateOnly ValidFrom, DateOnly? ValidTo, int Uses, string? Purpose = null, string Provider = ISealProvider.Internal,
    DateTimeOffset? RevokedAt = null);

/// <summary>One use of a seal (用印登记); a void one stays, with the reason.</summary>
/// <param name="CaseId">Empty where a list or the certificate of its filing was sealed.</param>
/// <param name="CaseNumber">Number of the case, or the list's title.</param>
public sealed record SealUseView(long Number, long? CaseId, long? ListId, string CaseNumber, string Block, int FormRevision, string ContentHash, string? Custodian, DateTimeOffset At, bool IsVoid, string? VoidedWhy);

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
                if (asked.Status is not (SealStatus.Active or SealStatus.Applied)) return new Refusal("seal.wrong-step", owner.FullName, SealStatus.Applied, asked.Status);
                if (asked.Status == SealStatus.Applied && (string.IsNullOrWhiteSpace(asked.Because) || asked.Because.Trim().Length > Seal.ReasonLength)) return new Refusal("seal.application-reason", Seal.ReasonLength);
                if (asked is { Kind: SealKind.Official, Status: SealStatus.Active } && await HasOfficial(db, owner.Id, token)) return new Refusal("seal.already-exists", owner.FullName);
                var seal = new Seal
                {
                    Id = scope.GetRequiredService<IdSource>().Next(), OwnerId = owner.Id, Name = string.IsNullOrWhiteSpace(asked.Name) ? owner.FullName : asked.Name.Trim(), Kind = asked.Kind,
                    CustodianSeatId = custodian.Id, ValidFrom = asked.ValidFrom ?? ShanghaiTime.DayOf(scope.GetRequiredService<TimeProvider>().GetUtcNow()), ValidTo = asked.ValidTo,
                    Status = asked.Status, Purpose = string.IsNullOrWhiteSpace(asked.Purpose) ? null : asked.Purpose.Trim(),
                    AppliedBecause = asked.Status == SealStatus.Applied ? asked.Because!.Trim() : null,
                };
                if (seal.ValidTo < seal.ValidFrom) return new Refusal("seal.period", seal.ValidFrom, seal.ValidTo);
                db.Seals.Add(seal);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Seal(seal.Id), "seal.registered", new AuditDetail { After = seal.Name }, token);
                if (seal.AppliedBecause is not null) await scope.GetRequiredService<RequestPaper>().OfSealApplication(seal.Id, token);
                return new SealView(seal.Id, owner.Id, owner.FullName, seal.Name, seal.Kind, seal.Status, seal.ValidFrom, seal.ValidTo, 0, seal.Purpose, seal.Provider);
            },
            cancellation);

    /// <summary>Moves a seal on: made, filed, in use, set aside and back, revoked for good.</summary>
    public Task<Result<Done>> SetStatus(Caller caller, long id, SealStatus status, string? comment, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.As(seat => seat.Role is SeatRole.SealCustodian or SeatRole.Head or SeatRole.OrgAdministrator or SeatRole.FlowAdministrator),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Seals.SingleOrDefaultAsync(s => s.Id == id, token) is not { } seal) return new Refusal("seal.unknown", id);
                if (!MayKeepRegister(caller, seal.OwnerId)) return ReadSeals.MayRead(caller, seal) ? new Refusal("seal.not-yours", seal.Name) : new Refusal("seal.unknown", id);
                if (seal.Status == status) return Done.Result;
                if (status == SealStatus.Active && seal.Kind == SealKind.Official && await HasOfficial(db, seal.OwnerId, token)) return new Refusal("seal.already-exists", seal.Name);
                var before = seal.Status;
                if (seal.MoveTo(status, scope.GetRequiredService<TimeProvider>().GetUtcNow()) is { } wrong) return wrong;
                var detail = new AuditDetail { Before = before.ToString(), After = status.ToString(), Comment = comment };
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Seal(id), "seal.status-changed", detail, token);
                return Done.Result;
            },
            cancellation);

    /// <summary>Whether the organisation's seals are put on only with a confirmed second factor.</summary>
    public Task<Result<Done>> SetPolicy(Caller caller, long ownerId, SealPolicy policy, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.As(seat => seat.OrganisationId == ownerId),
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await db.Organisations.FindAsync([ownerId], token) is not { } owner) return new Refusal("organisation.unknown", ownerId);
            if (!caller.Has(SeatRole.Head, ownerId) && !caller.Has(SeatRole.OrgAdministrator, ownerId) && !caller.Has(SeatRole.FlowAdministrator)) return new Refusal("seal.not-yours", owner.FullName);
            if (owner.SealsNeedSecondFactor == policy.SecondFactor) return Done.Result;
            owner.SealsNeedSecondFactor = policy.SecondFactor;
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Organisation(ownerId), "seal.policy-changed", new AuditDetail { After = policy.SecondFactor ? "second-factor" : "none" }, token);
            return Done.Result;
        },
        cancellation);

    private static Task<bool> HasOfficial(ApprovalsDb db, long ownerId, CancellationToken cancellation) =>
        db.Seals.AnyAsync(s => s.OwnerId == ownerId && s.Kind == SealKind.Official && s.Status == SealStatus.Active, cancellation);

    /// <summary>Custodian, head and administrator of the owner keep its register.</summary>
    internal static bool MayKeepRegister(Caller caller, long ownerId) =>
        caller.Has(SeatRole.FlowAdministrator) || caller.Has(SeatRole.SealCustodian, ownerId) || caller.Has(SeatRole.Head, ownerId) || caller.Has(SeatRole.OrgAdministrator, ownerId);
}
