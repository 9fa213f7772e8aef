using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Duties;

/// <summary>责任任务: one thing that one unit owes by a day, to somebody who accepts it. Its chain is that of its case; it follows the case's status.</summary>
public sealed class Duty : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>The case in which it is done; one each.</summary>
    public long CaseId { get; init; }
    public Case? Case { get; init; }
    public long CallId { get; init; }
    public Call? Call { get; init; }
    public DutyKind Kind { get; init; }

    /// <summary>责任单位: who owes it.</summary>
    public long OwnerId { get; init; }
    public Organisation? Owner { get; init; }

    /// <summary>Who checks and accepts it.</summary>
    public long ReceiverId { get; init; }
    public Organisation? Receiver { get; init; }

    /// <summary>The year it belongs to.</summary>
    public int Year { get; init; }

    /// <summary>The part of the year, e.g. <c>2023-H2</c>; empty: the whole.</summary>
    public string Period { get; init; } = "";

    /// <summary>Number of the task as printed, e.g. 一.2; empty where there is one of a kind.</summary>
    public string ItemNo { get; init; } = "";
    public required string Title { get; init; }

    /// <summary>What is to be handed in; empty: what the form asks.</summary>
    public string? Deliverable { get; init; }

    /// <summary>Why somebody should look at it: the document names no responsible unit (R76). Empty: nothing is unusual.</summary>
    public string? Flag { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public DutyState State { get; private set; }

    /// <summary>When it was first found overdue; stays when it is done late.</summary>
    public DateTimeOffset? OverdueSince { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>0 to 100, as the unit said last.</summary>
    public int Percent { get; private set; }
    public List<DutyNote> Notes { get; } = [];
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Case(CaseId);

    /// <summary>What the status of the case means for the duty.</summary>
    /// <param name="percent">How far the unit says it is in what it handed in; null: it says nothing of it.</param>
    internal void Follow(CaseStatus status, DateTimeOffset at, int? percent = null)
    {
        switch (status)
        {
            case CaseStatus.Submitted or CaseStatus.InReview:
                (State, SubmittedAt, Percent) = (DutyState.Submitted, SubmittedAt ?? at, percent is >= 0 and <= 100 ? percent.Value : Percent);
                break;
            case CaseStatus.Returned:
                (State, SubmittedAt) = (OverdueSince is null ? DutyState.Open : DutyState.Overdue, null);
                break;
            case CaseStatus.Overdue:
                (State, OverdueSince) = (DutyState.Overdue, OverdueSince ?? at);
                break;
            case CaseStatus.Accepted:
                (State, AcceptedAt, Percent) = (DutyState.Accepted, at, 100);
                break;
        }
    }

    /// <summary>How far the unit is. Refused: <c>duty.accepted</c>, <c>duty.percent</c>, <c>duty.note-missing</c>.</summary>
    internal Result<DutyNote> Report(long id, int percent, string? text, long personId, DateTimeOffset at)
    {
        if (State == DutyState.Accepted) return new Refusal("duty.accepted", Title);
        if (percent is < 0 or > 100) return new Refusal("duty.percent", percent);
        if (string.IsNullOrWhiteSpace(text)) return new Refusal("duty.note-missing");
        Percent = percent;
        var note = new DutyNote { Id = id, DutyId = Id, CaseId = CaseId, Percent = percent, Text = text.Trim(), PersonId = personId, At = at };
        Notes.Add(note);
        return note;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Duty>
    {
        public void Configure(EntityTypeBuilder<Duty> duty)
        {
            duty.Property(d => d.Id).ValueGeneratedNever();
            duty.Property(d => d.Period).HasMaxLength(20);
            duty.Property(d => d.ItemNo).HasMaxLength(20);
            duty.HasIndex(d => d.CaseId).IsUnique();
            duty.HasIndex(d => new { d.CallId, d.Year });
            duty.HasIndex(d => new { d.OwnerId, d.Year });
            duty.HasIndex(d => new { d.ReceiverId, d.Year });
            duty.HasOne(d => d.Case).WithMany().HasForeignKey(d => d.CaseId).OnDelete(DeleteBehavior.Restrict);
            duty.HasOne(d => d.Call).WithMany().HasForeignKey(d => d.CallId).OnDelete(DeleteBehavior.Restrict);
            duty.HasOne(d => d.Owner).WithMany().HasForeignKey(d => d.OwnerId).OnDelete(DeleteBehavior.Restrict);
            duty.HasOne(d => d.Receiver).WithMany().HasForeignKey(d => d.ReceiverId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
