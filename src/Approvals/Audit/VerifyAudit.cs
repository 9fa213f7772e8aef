using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Audit;

/// <summary>What is wrong with a chain of entries, at the first place where it shows.</summary>
public sealed record AuditFault(string Subject, long Sequence, string What);

/// <summary>Proves that the entries of a subject are complete and unaltered.</summary>
public sealed class VerifyAudit(ApprovalsDb db)
{
    /// <returns>
    /// Null when every entry is there, numbered 1, 2, 3 …, carries the hash of its content and of the one before, and has its words unless a later entry says that they were erased;
    /// otherwise <c>missing</c>, <c>broken</c>, <c>altered</c> or <c>erased</c>.
    /// </returns>
    public async Task<AuditFault?> Run(string subject, CancellationToken cancellation = default)
    {
        var (sequence, hash, erasures) = (0L, AuditEntry.NoPrevious, new Erasures());
        await foreach (var entry in db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            sequence++;
            if (entry.Sequence != sequence) return new AuditFault(subject, sequence, "missing");
            if (entry.PreviousHash != hash) return new AuditFault(subject, sequence, "broken");
            if (!entry.IsGenuine()) return new AuditFault(subject, sequence, "altered");
            if (!entry.WordsAreGenuine()) return new AuditFault(subject, sequence, "altered");
            hash = entry.Hash;
            erasures.See(entry.Sequence, entry.Action, entry.Outcome, entry.IsErased);
        }
        return erasures.Silent.Select(number => new AuditFault(subject, number, "erased")).FirstOrDefault();
    }
}
