using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Cases;

/// <summary>Reading a case whole: its forms and every mark on them.</summary>
public static class LoadingCases
{
    /// <summary>The case with call, national call, applicant, forms, opinions, signatures, seals and receipts; null when there is none. Once per unit of work.</summary>
    public static async Task<Case?> LoadCase(this ApprovalsDb db, long caseId, CancellationToken cancellation = default)
    {
        var tracked = db.Cases.Local.FindEntry(caseId);
        if (tracked is not null && (tracked.State == EntityState.Added || tracked.Collection(c => c.Receipts).IsLoaded)) return tracked.Entity;
        return await db.Cases
            .Include(c => c.Call).Include(c => c.NationalCall).Include(c => c.Applicant)
            .Include(c => c.Forms).Include(c => c.Opinions).Include(c => c.Signatures).Include(c => c.Seals).Include(c => c.Receipts)
            .AsSplitQuery()
            .FirstOrDefaultAsync(c => c.Id == caseId, cancellation);
    }

    /// <summary>Moves the version although no column of the row itself changed, because something that belongs to it did.</summary>
    internal static void Touch(this ApprovalsDb db, IVersioned changed)
    {
        var entry = db.Entry(changed);
        if (entry.State == EntityState.Unchanged) entry.Property(nameof(IVersioned.Version)).IsModified = true;
    }
}
