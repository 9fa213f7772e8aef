using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Parts;

/// <summary>An objection that came on paper.</summary>
/// <param name="Objector">The real name of who signed it, or of the unit that sealed it.</param>
public sealed record PaperObjection(string? Objector = null, string? Text = null);

/// <summary>The organiser enters objections that came on paper, and answers that one does not change the list. Upholding one is the decision of the notice's work item.</summary>
public sealed class HandleObjections(UnitOfWork unit)
{
    public Task<Result<Done>> Enter(Caller caller, long listId, PaperObjection paper, CancellationToken cancellation = default) => Act(
        caller,
        async (scope, token) => await scope.GetRequiredService<ApprovalsDb>().Lists.AnyAsync(l => l.Id == listId && l.NoticeFrom != null, token) ? listId : new Refusal("notice.unknown", listId),
        async (scope, token) => (await scope.GetRequiredService<EnterObjection>().Run(listId, paper.Objector, paper.Text, token)).Refusal,
        cancellation);

    public Task<Result<Done>> Dismiss(Caller caller, long objectionId, string? answer, CancellationToken cancellation = default) => Act(
        caller,
        async (scope, token) => await scope.GetRequiredService<ApprovalsDb>().Objections.FindAsync([objectionId], token) is { } objection
            && (objection.PersonId == caller.PersonId || await scope.GetRequiredService<ReadObjections>().Holds(caller, objection.ListId, token)) ? objection.ListId : new Refusal("objection.unknown", objectionId),
        async (scope, token) => (await scope.GetRequiredService<HoldNotice>().Dismiss(objectionId, answer, token)).Refusal,
        cancellation);

    /// <summary>Only whoever holds the notice of the list.</summary>
    private Task<Result<Done>> Act(
        Caller caller, Func<IServiceProvider, CancellationToken, Task<Result<long>>> list, Func<IServiceProvider, CancellationToken, Task<Refusal?>> act, CancellationToken cancellation) => unit.Run<Done>(
        caller.As(seat => seat.Role is SeatRole.WorkGroupOfficer or SeatRole.Handler or SeatRole.Head),
        async (scope, token) =>
        {
            var found = await list(scope, token);
            if (found.Refusal is { } unknown) return unknown;
            if (!await scope.GetRequiredService<ReadObjections>().Holds(caller, found.Value, token)) return new Refusal("objection.not-yours");
            return await act(scope, token) is { } refusal ? refusal : Done.Result;
        },
        cancellation);
}
