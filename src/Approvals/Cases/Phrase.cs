using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>常用意见: words that a person writes often; nobody else sees them.</summary>
public sealed class Phrase
{
    /// <summary>How many a person may keep.</summary>
    public const int Most = 30;

    /// <summary>Characters of one.</summary>
    public const int Longest = 500;

    public long Id { get; init; }
    public long PersonId { get; init; }
    public required string Text { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Phrase>
    {
        public void Configure(EntityTypeBuilder<Phrase> phrase)
        {
            phrase.Property(p => p.Id).ValueGeneratedNever();
            phrase.Property(p => p.Text).HasMaxLength(Longest);
            phrase.HasIndex(p => p.PersonId);
            phrase.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
