using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Account;
using Workflows.Persistence;

namespace Workflows.Host.Notices;

/// <summary>An objection to be raised.</summary>
/// <param name="SealId">The unit's seal, put on by its custodian; empty: the person objects with the real name.</param>
/// <param name="SecondFactor">The code of the second factor, where the unit asks for one.</param>
public sealed record NewObjection(string? Text = null, long? SealId = null, string? SecondFactor = null);

/// <summary>An objection that was raised.</summary>
public sealed record RaisedObjection(long Id);

/// <summary>A seal under which the caller may object for its unit.</summary>
public sealed record ObjectingSeal(long Id, string Name, string Owner, bool NeedsSecondFactor);

/// <summary>Somebody objects to a list during its public notice.</summary>
public sealed class ObjectToList(UnitOfWork unit, SecondFactors factors)
{
    public Task<Result<RaisedObjection>> Run(Caller caller, long listId, NewObjection objection, CancellationToken cancellation = default) => factors.Guard(
        caller,
        () => unit.Run<RaisedObjection>(
            objection.SealId is null ? caller.AsPerson : caller.As(seat => seat.Role == SeatRole.SealCustodian),
            async (scope, token) =>
            {
                if (await factors.Use(scope, caller, objection.SecondFactor, token) is { } wrong) return wrong;
                var raised = await scope.GetRequiredService<RaiseObjection>().Run(listId, objection.Text, objection.SealId, token);
                return raised.Refusal is { } refusal ? refusal : new RaisedObjection(raised.Value.Id);
            },
            cancellation),
        cancellation);

    /// <summary>Seals in force that the caller keeps.</summary>
    public Task<List<ObjectingSeal>> Seals(Caller caller, CancellationToken cancellation = default)
    {
        var seats = caller.Seats.Select(s => s.SeatId).ToList();
        return unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().Seals.Where(s => s.Status == SealStatus.Active && seats.Contains(s.CustodianSeatId)).OrderBy(s => s.Id)
                .Select(s => new ObjectingSeal(s.Id, s.Name, s.Owner!.FullName, s.Owner.SealsNeedSecondFactor)).ToListAsync(token),
            cancellation);
    }
}
