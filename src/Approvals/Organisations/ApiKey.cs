using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations;

/// <summary>A personal key with which a program acts as its person. Only the hash is kept.</summary>
public sealed class ApiKey : IAudited
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, lower-case hex.</summary>
    public required string Hash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Kept to the day, outside the audit trail.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public bool IsValid => RevokedAt is null;

    /// <summary>Nobody has used it for so long that it counts no more.</summary>
    public bool IsIdle(TimeSpan idle, DateTimeOffset now) => now - (LastUsedAt ?? CreatedAt) > idle;

    string IAudited.Subject => Subject.Person(PersonId);

    private sealed class Mapping : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> key)
        {
            key.Property(k => k.Id).ValueGeneratedNever();
            key.Property(k => k.Hash).HasMaxLength(64);
            key.HasIndex(k => k.Hash).IsUnique();
            key.HasOne<Person>().WithMany().HasForeignKey(k => k.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
