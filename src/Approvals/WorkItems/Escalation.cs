using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>Before whom an overdue work item is put (R23); a setting of the activity that asks.</summary>
public enum EscalationTarget
{
    /// <summary>Before nobody: it only becomes overdue.</summary>
    Nobody,

    /// <summary>Before the head of the organisation; where the work is the head's own, before the head of the authority above.</summary>
    Head,

    /// <summary>Before the head of the authority above the organisation.</summary>
    Superior,

    /// <summary>Before the head of the body that organises the call.</summary>
    Organiser,
}

/// <summary>督办: an overdue work item was put before a higher seat, which sees the case and may urge. The decision stays with whom it was asked; time decided nothing (R23).</summary>
public sealed class Escalation : IAudited
{
    public long Id { get; init; }

    /// <summary>The work item, open or finished since; it keeps its id.</summary>
    public long WorkItemId { get; init; }
    public long? CaseId { get; init; }
    public long CallId { get; init; }

    /// <summary>The seat before which it was put.</summary>
    public long SeatId { get; init; }
    public Seat? Seat { get; init; }
    public DateTimeOffset At { get; init; }

    string IAudited.Subject => Subject.Of(CaseId, CallId);

    private sealed class Mapping : IEntityTypeConfiguration<Escalation>
    {
        public void Configure(EntityTypeBuilder<Escalation> escalation)
        {
            escalation.Property(e => e.Id).ValueGeneratedNever();
            escalation.HasIndex(e => new { e.SeatId, e.At });
            escalation.HasIndex(e => e.WorkItemId);
            escalation.HasIndex(e => e.CaseId);
            escalation.HasOne(e => e.Seat).WithMany().HasForeignKey(e => e.SeatId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
