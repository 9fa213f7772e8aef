using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Seals;

public sealed partial class Seal
{
    private static readonly Dictionary<SealStatus, SealStatus[]> Next = new()
    {
        [SealStatus.Applied] = [SealStatus.Made, SealStatus.Revoked],
        [SealStatus.Made] = [SealStatus.Filed, SealStatus.Revoked],
        [SealStatus.Filed] = [SealStatus.Active, SealStatus.Revoked],
        [SealStatus.Active] = [SealStatus.Suspended, SealStatus.Revoked],
        [SealStatus.Suspended] = [SealStatus.Active, SealStatus.Revoked],
        [SealStatus.Revoked] = [],
    };

    /// <summary>What the seal may become from here.</summary>
    public IReadOnlyList<SealStatus> NextSteps => Next[Status];

    /// <summary>Only the organisation's own seal, only while it is in force (R25).</summary>
    public Refusal? MayBeUsed(long organisationId, DateTimeOffset at)
    {
        if (OwnerId != organisationId) return new Refusal("seal.not-owner", Name, organisationId);
        var day = ShanghaiTime.DayOf(at);
        if (Status != SealStatus.Active || day < ValidFrom || day > ValidTo) return new Refusal("seal.not-in-force", Name, day);
        return null;
    }

    /// <summary>Moves the seal on: applied, made, filed, in use; set aside and back; revoked for good from anywhere.</summary>
    /// <returns><c>seal.revoked</c> for a revoked seal, <c>seal.wrong-step</c> for a step that was skipped.</returns>
    public Refusal? MoveTo(SealStatus status, DateTimeOffset at)
    {
        if (Status == SealStatus.Revoked) return new Refusal("seal.revoked", Name);
        if (!Next[Status].Contains(status)) return new Refusal("seal.wrong-step", Name, Status, status);
        Status = status;
        if (status == SealStatus.Revoked) RevokedAt = at;
        return null;
    }
}
