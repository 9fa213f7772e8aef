using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Documents;

/// <summary>
/// 评选办法 and 评估标准: a call whose parameter <c>requiresRules</c> is true (R74), and every call of an evaluation (R73), opens only when the document that its parameter
/// <c>rulesDocument</c> names has been issued and is not void. A standard or rules that were adopted here must be for what the call evaluates or selects.
/// </summary>
public sealed class RulesOfCall(ApprovalsDb db)
{
    /// <summary>The kind of the calls that evaluate; a standard is adopted and published before them (管理办法 第十七条(4); 中成协〔2023〕010号 五).</summary>
    private const string Evaluation = "evaluation";

    /// <returns>Null when the call may open; <c>call.rules-not-published</c>, <c>call.standard-of-other-kind</c>.</returns>
    public async Task<Refusal?> Missing(Call call, CancellationToken cancellation = default)
    {
        if (call.Kind != Evaluation && call.Parameters["requiresRules"]?.ToString() != "true") return null;
        var number = call.Parameters["rulesDocument"]?.ToString();
        if (number is not { Length: > 0 } || await db.FindDocument(number, cancellation) is not { IsVoid: false, IssuedOn: not null }) return new Refusal("call.rules-not-published", call.Code);
        var about = call.Parameters["evaluationKind"] ?? call.Parameters["given"]?["selectionKind"];
        return about?.ToString() is { Length: > 0 } kind && await db.StandardOf(call, cancellation) is { } standard && standard.Kind != kind
            ? new Refusal("call.standard-of-other-kind", call.Code, number)
            : null;
    }
}
