using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Account;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Seals;

/// <summary>Which seal, and the code of the second factor where the organisation asks for one.</summary>
public sealed record ListSealing(long SealId, string? SecondFactor = null);

/// <summary>The custodian seals a published list, or the certificate of its filing.</summary>
public sealed class AffixOnList(UnitOfWork unit, SecondFactors factors)
{
    public Task<Result<Done>> Run(Caller caller, long listId, string block, ListSealing sealing, CancellationToken cancellation = default) => factors.Guard(caller, () => unit.Run<Done>(
        caller.As(seat => seat.Role == SeatRole.SealCustodian),
        async (scope, token) =>
        {
            if (block is not (SealUse.Publisher or SealUse.Registry) || !await MayKnow(scope.GetRequiredService<ApprovalsDb>(), caller, listId, token)) return new Refusal("list.unknown", listId);
            if (await factors.Use(scope, caller, sealing.SecondFactor, token) is { } wrong) return wrong;
            var sealedList = await scope.GetRequiredService<SealList>().Run(listId, block, sealing.SealId, token);
            return sealedList.Refusal is { } refusal ? refusal : Done.Result;
        },
        cancellation), cancellation);

    /// <summary>Everybody knows what is published; before that, the bodies of its call.</summary>
    private static async Task<bool> MayKnow(ApprovalsDb db, Caller caller, long listId, CancellationToken cancellation) =>
        await db.Lists.Include(l => l.Call).SingleOrDefaultAsync(l => l.Id == listId, cancellation) is { } list
        && (list.Status == ListStatus.Published || new[] { list.PublisherId, list.Call!.AssessById, list.Call.DecideById, list.Call.FileWithId, list.Call.PublishById }.Any(caller.IsAt));
}
