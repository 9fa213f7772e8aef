using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Notifications;

/// <summary>A flow administrator tries a dead delivery again; it keeps its id.</summary>
public sealed class RetryDelivery(UnitOfWork unit)
{
    /// <returns><c>delivery.unknown</c>, <c>delivery.not-dead</c>.</returns>
    public Task<Result<Done>> Run(Caller caller, long id, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.As(seat => seat.Role == SeatRole.FlowAdministrator),
        async (scope, token) =>
        {
            if (!caller.Has(SeatRole.FlowAdministrator) || await scope.GetRequiredService<ApprovalsDb>().Deliveries.SingleOrDefaultAsync(d => d.Id == id, token) is not { } delivery) return new Refusal("delivery.unknown", id);
            if (delivery.TryAgain(scope.GetRequiredService<TimeProvider>().GetUtcNow()) is { } refusal) return refusal;
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), "delivery.retried", new AuditDetail { After = $"{delivery.Channel}:{id}" }, token);
            return Done.Result;
        },
        cancellation);
}
