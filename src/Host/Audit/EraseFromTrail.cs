using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Audit;

/// <summary>Entries whose words are to be erased.</summary>
/// <param name="Sequences">Their numbers within the subject.</param>
/// <param name="Reason">Why, without the words themselves.</param>
public sealed record Erasure(List<long> Sequences, string? Reason);

/// <summary>How many entries lost their words.</summary>
public sealed record Erased(int Entries);

/// <summary>A security administrator takes the words of a person out of the trail. What was done stays, and so does the proof.</summary>
public sealed class EraseFromTrail(UnitOfWork unit)
{
    /// <returns>How many entries lost their words; refused <c>audit.not-allowed</c> and as <see cref="EraseWords"/> does.</returns>
    public Task<Result<Erased>> Run(Caller caller, string subject, Erasure asked, CancellationToken cancellation = default) =>
        unit.Run<Erased>(
            caller.As(seat => seat.Role == SeatRole.SecurityAdministrator),
            async (scope, token) => !caller.Has(SeatRole.SecurityAdministrator) ? new Refusal("audit.not-allowed") : await scope.GetRequiredService<EraseWords>().Run(subject, asked.Sequences ?? [], asked.Reason, token) is var erased && erased.Refusal is { } refusal ? refusal : new Erased(erased.Value),
            cancellation);
}
