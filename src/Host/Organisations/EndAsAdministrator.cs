using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Organisations;

/// <summary>How an organisation ends.</summary>
/// <param name="SuccessorId">Who follows it.</param>
/// <param name="Status"><c>merged</c> or <c>abolished</c>.</param>
/// <param name="Reason">The decision that it rests on.</param>
/// <param name="Apply">Do it; otherwise only say what would move.</param>
public sealed record Ending(long SuccessorId, OrganisationStatus Status = OrganisationStatus.Merged, string? Reason = null, bool Apply = false);

/// <summary>An active organisation to choose from.</summary>
public sealed record ActiveOrganisation(long Id, string FullName);

/// <summary>Flow administrators merge or abolish an organisation; first they see what would move.</summary>
public sealed class EndAsAdministrator(UnitOfWork unit)
{
    /// <returns>What moves or moved, or <c>organisation.not-yours</c> and what <see cref="EndOrganisation"/> refuses.</returns>
    public Task<Result<Succession>> Run(Caller caller, long id, Ending ending, CancellationToken cancellation = default)
    {
        Task<Result<Succession>> End(IServiceProvider scope, CancellationToken token) => caller.Has(SeatRole.FlowAdministrator)
            ? scope.GetRequiredService<EndOrganisation>().Run(id, ending.SuccessorId, ending.Status, ending.Reason, token)
            : Task.FromResult<Result<Succession>>(new Refusal("organisation.not-yours", id));
        return ending.Apply ? unit.Run<Succession>(caller.AsAdministrator(), End, cancellation) : unit.Rehearse<Succession>(caller.AsAdministrator(), End, cancellation);
    }

    /// <summary>Active organisations whose full name, of now or before, has these words, at most 20.</summary>
    public Task<List<ActiveOrganisation>> Find(string text, CancellationToken cancellation = default) => unit.Read(
        (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            return db.Organisations.Where(o => o.Status == OrganisationStatus.Active && (o.FullName.Contains(text) || db.FormerNames.Any(n => n.OrganisationId == o.Id && n.FullName.Contains(text)))).OrderBy(o => o.FullName).Take(20)
                .Select(o => new ActiveOrganisation(o.Id, o.FullName)).ToListAsync(token);
        },
        cancellation);
}
