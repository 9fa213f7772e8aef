using System.Text.Json.Nodes;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>Whoever has a work item hands it on, asks others beside it, or takes back what was asked: 转办, 委派, 加签, 减签, 沟通, 暂停等待补正.</summary>
public sealed class PassWorkItem(UnitOfWork unit)
{
    public Task<Result<Done>> Transfer(Caller caller, long workItemId, long seatId, long? personId, string? reason, CancellationToken cancellation = default) =>
        Run(caller, workItemId, async (scope, token) => (await scope.GetRequiredService<TransferWorkItem>().Run(workItemId, seatId, personId, reason, token)).Refusal, cancellation);

    /// <param name="seatId">Whom; not for a supplement, which the applicant makes.</param>
    public Task<Result<Done>> Ask(Caller caller, long workItemId, CompanionKind kind, long? seatId, long? personId, string? words, CancellationToken cancellation = default) =>
        Run(caller, workItemId, async (scope, token) => (await scope.GetRequiredService<AskBeside>().Run(workItemId, kind, seatId, personId, words, token)).Refusal, cancellation);

    /// <summary>后加签: the caller approves, and another decides after that.</summary>
    /// <param name="opinion">The caller's own opinion.</param>
    /// <param name="enclosed">Files that go with it.</param>
    public Task<Result<Done>> PassOn(Caller caller, long workItemId, long seatId, long? personId, string? opinion, string? words, IReadOnlyList<long>? enclosed = null, CancellationToken cancellation = default) =>
        Run(caller, workItemId, async (scope, token) =>
            (await scope.GetRequiredService<CloseWorkItem>().PassedOn(workItemId, new Decision("Approve", opinion, With(enclosed)), seatId, personId, words, token)).Refusal, cancellation);

    /// <summary>减签, or what was asked is not needed any more; only whoever asked.</summary>
    public Task<Result<Done>> TakeAway(Caller caller, long companionId, CancellationToken cancellation = default) =>
        Run(caller, companionId, async (scope, token) =>
        {
            var goesOn = await scope.GetRequiredService<CloseWorkItem>().TakenAway(companionId, token);
            return goesOn.Refusal ?? (await scope.GetRequiredService<Chains>().Resume(goesOn.Value, token)).Refusal;
        }, cancellation);

    /// <summary>The caller has opened it; who may not decide it leaves no trace.</summary>
    public Task<Result<Done>> See(Caller caller, long workItemId, CancellationToken cancellation = default) =>
        Run(caller, workItemId, async (scope, token) => (await scope.GetRequiredService<SeeWorkItem>().Run(workItemId, token)).Refusal, cancellation);

    /// <summary>The data of a decision with which these files go.</summary>
    internal static JsonObject? With(IReadOnlyList<long>? enclosed) => enclosed is { Count: > 0 } ? new JsonObject { [Enclosure.Member] = new JsonArray([.. enclosed.Select(id => JsonValue.Create(id))]) } : null;

    private Task<Result<Done>> Run(Caller caller, long workItemId, Func<IServiceProvider, CancellationToken, Task<Refusal?>> act, CancellationToken cancellation) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                // Whoever may not know of it learns nothing from the refusal.
                if (await scope.GetRequiredService<ReadWorkItem>().Run(caller, workItemId, token) is null) return new Refusal("work-item.unknown", workItemId);
                return await act(scope, token) is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}
