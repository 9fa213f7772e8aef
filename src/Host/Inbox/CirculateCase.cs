using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>传阅: whoever has, or decided, a work item of a case puts the case before others to read; each confirms that it was read.</summary>
public sealed class CirculateCase(UnitOfWork unit)
{
    /// <param name="readers">Persons on seats, or whole seats; each has to be one of <see cref="ReadColleagues"/>.</param>
    /// <returns><c>work-item.unknown</c>, <c>copy.nobody</c>, <c>copy.not-offered</c>.</returns>
    public Task<Result<Done>> Run(Caller caller, long workItemId, IReadOnlyCollection<(long SeatId, long? PersonId)> readers, string? note, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var item = await scope.GetRequiredService<ReadWorkItem>().Run(caller, workItemId, token);
                if (item?.CaseId is not { } caseId || !item.MayShare) return new Refusal("work-item.unknown", workItemId);
                var offered = await scope.GetRequiredService<ReadColleagues>().Run(caller, workItemId, token) ?? [];
                var chosen = offered.Where(c => c.PersonId is not null && readers.Any(r => r.SeatId == c.SeatId && (r.PersonId is null || r.PersonId == c.PersonId))).ToList();
                if (readers.Any(r => !chosen.Exists(c => c.SeatId == r.SeatId && (r.PersonId is null || r.PersonId == c.PersonId)))) return new Refusal("copy.not-offered");
                var ids = chosen.Select(c => c.PersonId!.Value).ToList();
                var people = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, token);
                scope.GetRequiredService<CurrentActor>().Actor = caller.As(seat => seat.OrganisationId == item.OrganisationId);
                var sent = await scope.GetRequiredService<SendCopies>().Circulate(caseId, [.. chosen.DistinctBy(c => c.PersonId).Select(c => (people[c.PersonId!.Value], c.OrganisationId))], note, token);
                return sent.Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}
