using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Audit;

/// <summary>
/// Takes the words out of entries: comment, before, after and origin, with the salt without which nobody can guess them. What was done, when and on what stays, and
/// the chain still verifies. That it was done is an entry of the same subject, which names the numbers in its hashed part: without it the chain does not verify (<see cref="Erasures"/>).
/// </summary>
public sealed class EraseWords(ApprovalsDb db, AuditTrail audit)
{
    public const int LongestReason = 300;

    /// <param name="sequences">Numbers of the entries within the subject.</param>
    /// <param name="reason">Why, without the words themselves; 1 to <see cref="LongestReason"/> characters.</param>
    /// <returns>How many entries lost their words; refused <c>audit.erasure-reason</c>, <c>audit.nothing-to-erase</c>.</returns>
    public async Task<Result<int>> Run(string subject, IReadOnlyCollection<long> sequences, string? reason, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > LongestReason) return new Refusal("audit.erasure-reason", LongestReason);
        var erased = db.AuditEntries.Where(e => e.Subject == subject && sequences.Contains(e.Sequence) && e.Salt != null);
        var numbers = await erased.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync(cancellation);
        if (numbers.Count == 0) return new Refusal("audit.nothing-to-erase", subject);
        await erased.ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Comment, (string?)null).SetProperty(e => e.Before, (string?)null).SetProperty(e => e.After, (string?)null)
                .SetProperty(e => e.Origin, (string?)null).SetProperty(e => e.Salt, (string?)null),
            cancellation);
        await audit.Write(subject, Erasures.Action, new AuditDetail { Outcome = Erasures.Outcome(numbers), Comment = reason.Trim() }, cancellation);
        return numbers.Count;
    }
}
