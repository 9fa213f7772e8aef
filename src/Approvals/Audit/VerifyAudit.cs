using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Audit;

/// <summary>What is wrong with a chain of entries, at the first place where it shows.</summary>
public sealed record AuditFault(string Subject, long Sequence, string What);

/// <summary>Proves that the entries of a subject are complete and unaltered.</summary>
public sealed class VerifyAudit(ApprovalsDb db)
{
    /// <returns>Null when every entry is there, numbered 1, 2, 3 …, and carries the hash of its content and of the one before.</returns>
    public async Task<AuditFault?> Run(string subject, CancellationToken cancellation = default)
    {
        var (sequence, hash) = (0L, AuditEntry.NoPrevious);
        await foreach (var entry in db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            sequence++;
            if (entry.Sequence != sequence) return new AuditFault(subject, sequence, "missing");
            if (entry.PreviousHash != hash) return new AuditFault(subject, sequence, "broken");
            if (!entry.IsGenuine()) return new AuditFault(subject, sequence, "altered");
            if (!entry.WordsAreGenuine()) return new AuditFault(subject, sequence, "altered");
            hash = entry.Hash;
        }
        return null;
    }
}
