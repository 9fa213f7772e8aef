using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations;

/// <summary>Roles that a seat can carry (domain §2.6).</summary>
public enum SeatRole
{
    Handler,
    Reviewer,
    Head,
    SealCustodian,
    ReceivingClerk,
    ContactPerson,
    Expert,
    ProjectGroupHead,
    WorkGroupOfficer,
    CaeaRegistrar,
    CaeaPublisher,
    MinistryReviewer,
    MinistryPublisher,
    FlowAdministrator,
    Auditor,
    OrgAdministrator,
    SecurityAdministrator,
}

/// <summary>岗位: a role at an organisation. Work goes to seats, people hold them.</summary>
public sealed class Seat : IAudited
{
    public long Id { get; init; }
    public long OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public SeatRole Role { get; init; }
    public List<SeatHolding> Holdings { get; } = [];

    string IAudited.Subject => Subject.Organisation(OrganisationId);

    private sealed class Mapping : IEntityTypeConfiguration<Seat>
    {
        public void Configure(EntityTypeBuilder<Seat> seat)
        {
            seat.Property(s => s.Id).ValueGeneratedNever();
            seat.HasIndex(s => new { s.OrganisationId, s.Role }).IsUnique();
            seat.HasOne(s => s.Organisation).WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
