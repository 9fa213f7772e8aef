using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>常用视图: a choice of what to see in the inbox that a person keeps under a name; nobody else sees it.</summary>
public sealed class SavedView
{
    /// <summary>How many a person may keep.</summary>
    public const int Most = 20;

    /// <summary>Characters of a name.</summary>
    public const int Longest = 30;

    public long Id { get; init; }
    public long PersonId { get; init; }

    /// <summary>One of the person's views has it.</summary>
    public required string Name { get; init; }

    /// <summary>Tab, filters and order as they stand in the address of the page, e.g. <c>tab=seals&amp;sort=due</c>.</summary>
    public required string Query { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<SavedView>
    {
        public void Configure(EntityTypeBuilder<SavedView> view)
        {
            view.Property(v => v.Id).ValueGeneratedNever();
            view.Property(v => v.Name).HasMaxLength(Longest);
            view.Property(v => v.Query).HasMaxLength(1000);
            view.HasIndex(v => new { v.PersonId, v.Name }).IsUnique();
            view.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
