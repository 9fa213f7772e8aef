using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Seals;

public sealed partial class Seal
{
    /// <summary>Only the organisation's own seal, only while it is in force (R25).</summary>
    public Refusal? MayBeUsed(long organisationId, DateTimeOffset at)
    {
        if (OwnerId != organisationId) return new Refusal("seal.not-owner", Name, organisationId);
        var day = ShanghaiTime.DayOf(at);
        if (Status != SealStatus.Active || day < ValidFrom || day > ValidTo) return new Refusal("seal.not-in-force", Name, day);
        return null;
    }
}
