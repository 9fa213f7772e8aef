using System.Globalization;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Cases;

/// <summary>A receiver registers what arrived, and the case is received when all of it did in time (R14, R9).</summary>
public sealed class RegisterMaterials(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <param name="receiverId">The collector or the project group.</param>
    /// <param name="materials">What is asked for here.</param>
    /// <param name="cutoff">Last permitted instant.</param>
    /// <returns>The receipt, or <c>case.unknown</c>, <c>materials.in-future</c>, <c>materials.incomplete</c>, <c>materials.late</c>.</returns>
    public async Task<Result<MaterialReceipt>> Run(
        long caseId, long receiverId, IReadOnlyCollection<Material> materials, DateTimeOffset? paper, DateTimeOffset? electronic, DateTimeOffset cutoff,
        string? remark = null, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var now = clock.GetUtcNow();
        var accepted = MaterialRules.Accept(materials, paper, electronic, cutoff, now);
        if (accepted.IsRefused) return accepted.Refusal!;

        var receipt = new MaterialReceipt
        {
            Id = ids.Next(),
            CaseId = caseId,
            ReceiverId = receiverId,
            PersonId = actor.Actor.PersonId,
            PaperReceivedAt = paper,
            ElectronicReceivedAt = electronic,
            ReceiptNumber = string.Create(CultureInfo.InvariantCulture, $"{item.Number}-R{item.Receipts.Count + 1}"),
            RegisteredAt = now,
            Remark = remark,
        };
        item.Receipts.Add(receipt);
        db.Add(receipt);
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "materials.received", new AuditDetail
        {
            After = receipt.ReceiptNumber, Clause = "R14", Outcome = accepted.Value.ToString("O", CultureInfo.InvariantCulture), Comment = remark,
        }, cancellation);
        return receipt;
    }
}
