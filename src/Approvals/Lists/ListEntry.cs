using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Lists;

/// <summary>A case as the decision on its list treats it. Only the listed ones are public.</summary>
public sealed class ListEntry : IAudited
{
    public long ListId { get; init; }
    public long CallId { get; init; }
    public long CaseId { get; init; }
    public Case? Case { get; init; }

    /// <summary>The unit's full name on the day of the decision, with the item behind it where the call names its items.</summary>
    public required string Unit { get; init; }
    public int? Rank { get; set; }
    public decimal? Score { get; set; }
    public bool IsListed { get; set; }

    /// <summary>Why it is not listed; the unit reads it.</summary>
    public string? Reason { get; set; }

    /// <summary>The same in another edition of its list.</summary>
    internal ListEntry Into(long listId, string unit, bool isListed, string? reason) =>
        new() { ListId = listId, CallId = CallId, CaseId = CaseId, Case = Case, Unit = unit, Rank = Rank, Score = Score, IsListed = isListed, Reason = reason };

    string IAudited.Subject => Subject.Call(CallId);

    private sealed class Mapping : IEntityTypeConfiguration<ListEntry>
    {
        public void Configure(EntityTypeBuilder<ListEntry> entry)
        {
            entry.HasKey(e => new { e.ListId, e.CaseId });
            entry.HasOne<PublishedList>().WithMany(l => l.Entries).HasForeignKey(e => e.ListId).OnDelete(DeleteBehavior.Cascade);
            entry.HasOne(e => e.Case).WithMany().HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
