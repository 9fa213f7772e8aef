using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>A revision of a filled form. Append-only: a correction is the next revision.</summary>
public sealed class CaseForm : IAudited
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public required string FormKey { get; init; }

    /// <summary>1, 2, 3 … per form of the case.</summary>
    public int Revision { get; init; }
    public required JsonObject Content { get; init; }

    /// <summary>SHA-256 of the whole content; see <see cref="Cases.ContentHash"/>.</summary>
    public required string ContentHash { get; init; }

    /// <summary>SHA-256 of the fields under the seal: while it stays, seals stay (R20, R21).</summary>
    public required string SealedHash { get; init; }

    /// <summary>Who submitted it; barred from outside opinions on it (R29).</summary>
    public long PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<CaseForm>
    {
        public void Configure(EntityTypeBuilder<CaseForm> form)
        {
            form.Property(f => f.Id).ValueGeneratedNever();
            form.Property(f => f.Content).AsJson();
            form.HasIndex(f => new { f.CaseId, f.FormKey, f.Revision }).IsUnique();
            form.HasOne<Case>().WithMany(c => c.Forms).HasForeignKey(f => f.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
