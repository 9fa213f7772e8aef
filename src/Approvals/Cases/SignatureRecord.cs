using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>签字: a person signed a block of one revision of the form.</summary>
public sealed class SignatureRecord : IAudited
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public required string Block { get; init; }
    public long PersonId { get; init; }
    public Person? Person { get; init; }
    public long? SeatId { get; init; }

    /// <summary>The person for whom a substitute signed.</summary>
    public long? OnBehalfOfId { get; init; }
    public long OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public DateTimeOffset At { get; init; }
    public int FormRevision { get; init; }
    public required string ContentHash { get; init; }
    public DateTimeOffset? VoidedAt { get; private set; }
    public string? VoidedWhy { get; private set; }

    public bool IsVoid => VoidedAt is not null;

    string IAudited.Subject => Subject.Case(CaseId);

    internal void Void(DateTimeOffset at, string why) => (VoidedAt, VoidedWhy) = (at, why);

    private sealed class Mapping : IEntityTypeConfiguration<SignatureRecord>
    {
        public void Configure(EntityTypeBuilder<SignatureRecord> signature)
        {
            signature.Property(s => s.Id).ValueGeneratedNever();
            signature.HasIndex(s => new { s.CaseId, s.Block }).IsUnique().HasFilter("\"VoidedAt\" IS NULL");
            signature.HasOne<Case>().WithMany(c => c.Signatures).HasForeignKey(s => s.CaseId).OnDelete(DeleteBehavior.Restrict);
            signature.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
            signature.HasOne(s => s.Organisation).WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
