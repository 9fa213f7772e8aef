using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>One way to decide a work item: the name that the chain knows and the word on the button.</summary>
public sealed record WorkItemOutcome(string Name, Label Label);

/// <summary>
/// 待办: open work of a seat, or of one person once claimed or assigned. Deciding it turns it into a
/// <see cref="FinishedWorkItem"/> in the same transaction, so that the open table stays small.
/// </summary>
public sealed partial class WorkItem : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>Name of the activity that asks: <c>FillForm</c>, <c>OpinionTask</c>, <c>ApplySeal</c> …</summary>
    public required string Kind { get; init; }
    public long? CaseId { get; init; }
    public Case? Case { get; init; }
    public long CallId { get; init; }
    public Call? Call { get; init; }
    public required string ChainId { get; init; }
    public int? DefinitionVersion { get; init; }
    public string? InstanceId { get; init; }

    /// <summary>The activity as the chain names it.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The bookmark that deciding resumes.</summary>
    public string? BookmarkId { get; set; }

    /// <summary>Whose work it is; it changes only when another organisation follows that one.</summary>
    public long OrganisationId { get; set; }
    public Organisation? Organisation { get; init; }

    /// <summary>The seat it was offered to; empty when it was assigned to a person.</summary>
    public long? SeatId { get; set; }
    public Seat? Seat { get; init; }

    /// <summary>The person who alone may decide it: assigned from the start, or whoever claimed it.</summary>
    public long? PersonId { get; private set; }
    public DateTimeOffset? ClaimedAt { get; private set; }

    /// <summary>Block of the form it is about, e.g. <c>superiorOpinion</c>.</summary>
    public string? Block { get; init; }
    public required Label Title { get; init; }
    public List<WorkItemOutcome> Outcomes { get; init; } = [];

    /// <summary>What the activity asks; its shape per kind is in decision 0001.</summary>
    public JsonObject Request { get; init; } = [];

    /// <summary>0 normal; higher comes first.</summary>
    public int Priority { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>
    /// A cut-off: the outcome that the clock gives at <see cref="DueAt"/>, e.g. <c>Late</c>. Empty: the work item only becomes overdue
    /// and escalates; time never decides an opinion (R23).
    /// </summary>
    public string? OutcomeWhenDue { get; init; }

    /// <summary>Before whom it is put when it is overdue (R23).</summary>
    public EscalationTarget EscalatesTo { get; init; }

    /// <summary>When it was put before a higher seat; once.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>When the clock reminds whoever has it; empty: never, or it did.</summary>
    public DateTimeOffset? RemindsAt { get; set; }

    /// <summary>The last reminder, by the clock or by a person.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>The applicant may take the case back while this is open, with the outcome <c>Recalled</c> (domain §7, Q56).</summary>
    public bool IsRecallable { get; init; }

    /// <summary>What its holder may do with it beside deciding it.</summary>
    public WorkItemActions Allows { get; init; }

    /// <summary>The work item from which this one was asked; for one that signs after, the finished one before it.</summary>
    public long? ParentId { get; init; }
    public CompanionKind? Companion { get; init; }

    /// <summary>Who asked.</summary>
    public long? AskedById { get; init; }

    /// <summary>Companions of it that are open.</summary>
    public int OpenCompanions { get; private set; }

    /// <summary>How many of them have to be answered before it is decided, and what they were asked for.</summary>
    public int Awaits { get; private set; }
    public CompanionKind? AwaitsKind { get; private set; }

    /// <summary>When somebody who may decide it first opened it.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>Since when its clock stands still, and when it was due then.</summary>
    public DateTimeOffset? PausedAt { get; private set; }
    public DateTimeOffset? PausedDue { get; private set; }
    public string? CaseNumber { get; init; }

    /// <summary>Name of the applicant, or of the call's organiser where there is no case.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The organisation of that name, and its level.</summary>
    public long UnitId { get; init; }
    public AdminLevel UnitLevel { get; init; }

    /// <summary>Persons who may not decide it although they hold the seat (R29).</summary>
    public List<BarredPerson> Barred { get; } = [];
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Of(CaseId, CallId);

    private sealed class Mapping : IEntityTypeConfiguration<WorkItem>
    {
        public void Configure(EntityTypeBuilder<WorkItem> item)
        {
            item.Property(i => i.Id).ValueGeneratedNever();
            item.Property(i => i.Kind).HasMaxLength(80);
            item.ComplexProperty(i => i.Title);
            item.Property(i => i.Outcomes).AsJson();
            item.Property(i => i.Request).AsJson();
            item.Ignore(i => i.Principal);
            item.Ignore(i => i.IsAdvice);
            item.Property(i => i.Allows).HasConversion<int>();
            item.HasIndex(i => i.ParentId);
            item.HasIndex(i => i.CaseId);
            item.HasIndex(i => i.CallId);
            item.HasIndex(i => i.InstanceId);
            item.HasIndex(i => i.DueAt);
            item.HasIndex(i => i.RemindsAt);
            item.HasOne(i => i.Case).WithMany().HasForeignKey(i => i.CaseId).OnDelete(DeleteBehavior.Restrict);
            item.HasOne(i => i.Call).WithMany().HasForeignKey(i => i.CallId).OnDelete(DeleteBehavior.Restrict);
            item.HasOne(i => i.Organisation).WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            item.HasOne(i => i.Seat).WithMany().HasForeignKey(i => i.SeatId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
