using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Organisations;

/// <summary>更名.</summary>
/// <param name="On">The first day of the new name, today or before; empty: today.</param>
/// <param name="Why">What it rests on, e.g. the number of a document.</param>
public sealed record NewName(string FullName, string ShortName, DateOnly? On = null, string? Why = null);

/// <summary>A name that an organisation had.</summary>
/// <param name="From">The first day; empty for the name that it was registered with.</param>
public sealed record FormerNameView(string FullName, string ShortName, DateOnly? From, DateOnly To, string? Why);

/// <summary>An administrator renames an organisation. What was written under the old name keeps it, and who looks for the old name finds it.</summary>
public sealed class RenameAsAdministrator(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long id, NewName asked, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsAdministrator(),
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, token) is not { } organisation) return new Refusal("organisation.unknown", id);
            if (!await caller.MayAdminister(organisation, async own => await db.Organisations.FindAsync([own], token))) return new Refusal("organisation.not-yours", organisation.FullName);
            var before = organisation.FullName;
            if (await scope.GetRequiredService<RenameOrganisation>().Run(organisation, asked.FullName, asked.ShortName, asked.On, asked.Why, token) is { } refusal) return refusal;
            await scope.GetRequiredService<AuditTrail>().Write(
                Subject.Organisation(id), "organisation.renamed", new AuditDetail { Before = before, After = organisation.FullName, Comment = string.IsNullOrWhiteSpace(asked.Why) ? null : asked.Why.Trim() }, token);
            return Done.Result;
        },
        cancellation);
}
