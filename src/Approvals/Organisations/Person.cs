using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations;

/// <summary>Somebody who acts in chains. Signing in is the business of the <see cref="Account"/>.</summary>
public sealed class Person : IAudited, IVersioned
{
    public long Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The unit the person belongs to; an expert judges no case of it (R33).</summary>
    public long? OrganisationId { get; set; }
    public Organisation? Organisation { get; init; }
    public List<SeatHolding> Holdings { get; } = [];
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Person(Id);

    private sealed class Mapping : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> person)
        {
            person.Property(p => p.Id).ValueGeneratedNever();
            person.HasOne(p => p.Organisation).WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
