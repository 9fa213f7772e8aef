using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Seals;

/// <summary>Where a scan stands: a person has to look, has found it right, or has not.</summary>
public enum ScanState { Waiting, Confirmed, Rejected }

/// <summary>A page of a scan.</summary>
/// <param name="Number">Its place in what was uploaded, from 1.</param>
/// <param name="Page">The printed page whose QR code is on it; 0: no code could be read, a person says which page it is.</param>
/// <param name="ImageHash">Names the <see cref="FileContent"/> of its picture.</param>
/// <param name="PrintedHash">Names the picture of the printed page beside it.</param>
public sealed record ScannedPage(int Number, int Page, string ImageHash, string? PrintedHash);

/// <summary>纸质盖章件: a printed form that was sealed by hand and scanned. A person sees each scanned page beside the printed one and confirms that they are the same but for the seal.</summary>
public sealed class PaperScan : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>The paper that was printed.</summary>
    public long PaperId { get; init; }
    public SealedPaper? Paper { get; init; }
    public long CaseId { get; init; }
    public long PersonId { get; init; }
    public Person? Person { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>How many pages the paper has.</summary>
    public int PageCount { get; init; }
    public List<ScannedPage> Pages { get; set; } = [];
    public ScanState State { get; private set; }
    public long? DecidedById { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was not found right.</summary>
    public string? Comment { get; private set; }
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Case(CaseId);

    /// <summary>Printed pages of which no scan is here.</summary>
    public IReadOnlyList<int> Missing => [.. Enumerable.Range(1, PageCount).Where(p => Pages.TrueForAll(s => s.Page != p))];

    /// <summary>Refused: <c>scan.decided</c>, <c>scan.pages-missing</c>, <c>scan.page-unknown</c>, <c>scan.page-twice</c>, <c>scan.reason-required</c>.</summary>
    public Refusal? Decide(bool isRight, string? comment, long personId, DateTimeOffset at)
    {
        if (State != ScanState.Waiting) return new Refusal("scan.decided");
        if (isRight && Pages.Find(p => p.Page == 0) is { } unread) return new Refusal("scan.page-unknown", unread.Number);
        if (isRight && Missing is { Count: > 0 } missing) return new Refusal("scan.pages-missing", string.Join("、", missing));
        if (isRight && Pages.GroupBy(p => p.Page).FirstOrDefault(g => g.Count() > 1) is { } twice) return new Refusal("scan.page-twice", twice.Key);
        if (!isRight && string.IsNullOrWhiteSpace(comment)) return new Refusal("scan.reason-required");
        (State, DecidedById, DecidedAt, Comment) = (isRight ? ScanState.Confirmed : ScanState.Rejected, personId, at, string.IsNullOrWhiteSpace(comment) ? null : comment.Trim());
        return null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<PaperScan>
    {
        public void Configure(EntityTypeBuilder<PaperScan> scan)
        {
            scan.ToTable("PaperScans");
            scan.Property(s => s.Id).ValueGeneratedNever();
            scan.Ignore(s => s.Missing);
            scan.Property(s => s.Pages).AsJson();
            scan.Property(s => s.Comment).HasMaxLength(400);
            scan.HasIndex(s => s.CaseId);
            scan.HasOne(s => s.Paper).WithMany().HasForeignKey(s => s.PaperId).OnDelete(DeleteBehavior.Restrict);
            scan.HasOne<Case>().WithMany().HasForeignKey(s => s.CaseId).OnDelete(DeleteBehavior.Restrict);
            scan.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
