using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>An organisation to which a case can be copied.</summary>
public sealed record CopyRecipient(long Id, string Name);

/// <summary>
/// 抄送: whoever has, or decided, a work item of a case sends it to organisations to read; somebody there confirms. A copy gives sight of the case, so it goes only
/// to who is near it: those that had work on it, the bodies of its call, and whoever stands above the applicant or the own organisation.
/// </summary>
public sealed class CopyCase(UnitOfWork unit)
{
    /// <returns>Null when there is no such work item of a case for the caller.</returns>
    public Task<IReadOnlyList<CopyRecipient>?> Recipients(Caller caller, long workItemId, CancellationToken cancellation = default) =>
        unit.Read(async (scope, token) => await Near(scope, caller, workItemId, token) is { } near ? (IReadOnlyList<CopyRecipient>)near.Recipients : null, cancellation);

    /// <param name="note">What is said with it; may be empty.</param>
    /// <returns><c>work-item.unknown</c>, <c>copy.nobody</c>, <c>copy.not-offered</c>.</returns>
    public Task<Result<Done>> Run(Caller caller, long workItemId, IReadOnlyCollection<long> organisationIds, string? note, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                if (await Near(scope, caller, workItemId, token) is not { } near) return new Refusal("work-item.unknown", workItemId);
                if (organisationIds.Count == 0) return new Refusal("copy.nobody");
                if (organisationIds.Any(id => near.Recipients.TrueForAll(r => r.Id != id))) return new Refusal("copy.not-offered");
                var db = scope.GetRequiredService<ApprovalsDb>();
                var recipients = await db.Organisations.Where(o => organisationIds.Contains(o.Id)).ToListAsync(token);
                scope.GetRequiredService<CurrentActor>().Actor = caller.As(seat => seat.OrganisationId == near.OwnId);
                var sent = await scope.GetRequiredService<SendCopies>().FromPerson(near.CaseId, recipients, note, token);
                return sent.Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);

    private static async Task<Nearness?> Near(IServiceProvider scope, Caller caller, long workItemId, CancellationToken cancellation)
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        var item = await scope.GetRequiredService<ReadWorkItem>().Run(caller, workItemId, cancellation);
        if (item?.CaseId is not { } caseId || !item.MayShare) return null;
        var about = await db.Cases.AsNoTracking().Include(c => c.Call).Include(c => c.NationalCall).SingleAsync(c => c.Id == caseId, cancellation);
        var own = item.OrganisationId;
        var above = await db.Organisations.Where(o => o.Id == about.ApplicantId || o.Id == own).Select(o => new[] { o.AdminParentId, o.CompetentSuperiorId, o.GuidanceParentId }).ToListAsync(cancellation);
        var bodies = new[] { about.Call!.CollectorId, about.NationalCall?.AssessById, about.NationalCall?.DecideById, about.NationalCall?.FileWithId, about.NationalCall?.PublishById, about.ApplicantId };
        var worked = await db.WorkItems.Where(w => w.CaseId == caseId).Select(w => w.OrganisationId).Union(db.FinishedWorkItems.Where(w => w.CaseId == caseId).Select(w => w.OrganisationId)).ToListAsync(cancellation);
        var ids = above.SelectMany(each => each).Concat(bodies).OfType<long>().Concat(worked).Where(id => id != own).Distinct().ToList();
        return new Nearness(caseId, own, await db.Organisations.Where(o => ids.Contains(o.Id)).OrderBy(o => o.FullName).Select(o => new CopyRecipient(o.Id, o.FullName)).ToListAsync(cancellation));
    }

    private sealed record Nearness(long CaseId, long OwnId, List<CopyRecipient> Recipients);
}
