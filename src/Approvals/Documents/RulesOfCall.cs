using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Documents;

/// <summary>
/// 评选办法: a call whose parameter <c>requiresRules</c> is true opens only when the document that its parameter <c>rulesDocument</c> names has been
/// dispatched and is not void (R74).
/// </summary>
public sealed class RulesOfCall(ApprovalsDb db)
{
    /// <returns>Null when the call may open; <c>call.rules-not-published</c>.</returns>
    public async Task<Refusal?> Missing(Call call, CancellationToken cancellation = default)
    {
        if (call.Parameters["requiresRules"]?.ToString() != "true") return null;
        var number = call.Parameters["rulesDocument"]?.ToString();
        return number is { Length: > 0 } && await db.FindDocument(number, cancellation) is { IsVoid: false, IssuedOn: not null } ? null : new Refusal("call.rules-not-published", call.Code);
    }
}
