using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.WorkItems;

/// <summary>A person to whom a work item is not offered, whatever seat the person holds.</summary>
public sealed class BarredPerson
{
    public long PersonId { get; init; }
    public long WorkItemId { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<BarredPerson>
    {
        public void Configure(EntityTypeBuilder<BarredPerson> barred)
        {
            barred.HasKey(b => new { b.PersonId, b.WorkItemId });
            barred.HasOne<WorkItem>().WithMany(i => i.Barred).HasForeignKey(b => b.WorkItemId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
