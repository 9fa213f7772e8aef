using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Parts;

/// <summary>The organiser answers that an objection does not change the list. Upholding one is the decision of the notice's work item.</summary>
public sealed class DismissObjection(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long objectionId, string? answer, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.As(seat => seat.Role is SeatRole.WorkGroupOfficer or SeatRole.Handler or SeatRole.Head),
        async (scope, token) =>
        {
            if (await scope.GetRequiredService<ApprovalsDb>().Objections.FindAsync([objectionId], token) is not { } objection) return new Refusal("objection.unknown", objectionId);
            if (!await scope.GetRequiredService<ReadObjections>().Holds(caller, objection.ListId, token)) return new Refusal("objection.not-yours");
            var dismissed = await scope.GetRequiredService<HoldNotice>().Dismiss(objectionId, answer, token);
            return dismissed.Refusal is { } refusal ? refusal : Done.Result;
        },
        cancellation);
}
