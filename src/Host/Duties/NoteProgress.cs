using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Duties;

/// <summary>How far a unit is with a duty.</summary>
/// <param name="Percent">0 to 100.</param>
public sealed record Progress(int Percent, string? Text);

/// <summary>The handler or head of the responsible unit says how far it is.</summary>
public sealed class NoteProgress(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long dutyId, Progress progress, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var duty = await scope.GetRequiredService<ApprovalsDb>().Duties.Include(d => d.Owner).SingleOrDefaultAsync(d => d.Id == dutyId, token);
                if (duty is null || await scope.GetRequiredService<ReadDuties>().Notes(caller, dutyId, token) is null) return new Refusal("duty.unknown", dutyId);
                if (!caller.Has(SeatRole.Handler, duty.OwnerId) && !caller.Has(SeatRole.Head, duty.OwnerId)) return new Refusal("duty.not-yours", duty.Owner!.FullName);
                scope.GetRequiredService<CurrentActor>().Actor = caller.As(seat => seat.OrganisationId == duty.OwnerId);
                var noted = await scope.GetRequiredService<ReportProgress>().Run(dutyId, progress.Percent, progress.Text, token);
                return noted.Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}
