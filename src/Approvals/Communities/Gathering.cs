using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Communities;

/// <summary>Whose activity it is; absences count within one scope only (R49).</summary>
public enum GatheringScope { Project, Community }

/// <summary>会议, 研讨, 培训, 市民学习活动.</summary>
public enum GatheringKind { Meeting, Seminar, Training, LearningActivity }

/// <summary>活动: a meeting, seminar, training or learning activity to which units are invited, and who came.</summary>
public sealed class Gathering : IAudited, IVersioned
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public Case? Case { get; init; }
    public GatheringScope Scope { get; init; }

    /// <summary>The project group or the community whose activity it is.</summary>
    public long ScopeId { get; init; }
    public GatheringKind Kind { get; init; }
    public required string Title { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public string Place { get; init; } = "";

    /// <summary>Whether an absence leads towards an exit. Default yes.</summary>
    public bool CountsForExit { get; init; } = true;

    /// <summary>When the sheet was entered last; empty: not yet.</summary>
    public DateTimeOffset? RecordedAt { get; private set; }
    public List<Attendance> Attendance { get; } = [];
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Case(CaseId);

    /// <summary>
    /// An invited unit asks for leave before the start; the organiser answers with the sheet.
    /// Refused: <c>leave.too-late</c>, <c>leave.not-invited</c>, <c>leave.reason-required</c>.
    /// </summary>
    internal Refusal? AskLeave(long organisationId, string? reason, DateTimeOffset at)
    {
        if (Attendance.Find(a => a.OrganisationId == organisationId) is not { } line) return new Refusal("leave.not-invited", Title);
        if (at >= StartsAt) return new Refusal("leave.too-late", Title);
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("leave.reason-required");
        (line.LeaveReason, line.LeaveAskedAt) = (reason.Trim(), at);
        return null;
    }

    /// <summary>
    /// Enters the sheet. Excused is only who asked for leave before the start (Q19).
    /// Refused: <c>attendance.too-early</c>, <c>attendance.missing</c>, <c>attendance.no-leave</c>, <c>attendance.not-invited</c>.
    /// </summary>
    internal Refusal? Record(IReadOnlyDictionary<long, AttendanceLine> lines, DateTimeOffset at)
    {
        if (at < StartsAt) return new Refusal("attendance.too-early", Title);
        if (lines.Keys.FirstOrDefault(id => Attendance.TrueForAll(a => a.OrganisationId != id)) is not 0 and var stranger) return new Refusal("attendance.not-invited", stranger);
        foreach (var own in Attendance)
        {
            if (!lines.TryGetValue(own.OrganisationId, out var line) || line.Status == AttendanceStatus.Invited) return new Refusal("attendance.missing", own.Unit);
            if (line.Status == AttendanceStatus.Excused && own.LeaveAskedAt is null) return new Refusal("attendance.no-leave", own.Unit);
            (own.Status, own.Participants, own.Evidence) = (line.Status, [.. line.Participants.Select(p => p.Trim()).Where(p => p.Length > 0)], line.Evidence);
        }

        RecordedAt = at;
        return null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Gathering>
    {
        public void Configure(EntityTypeBuilder<Gathering> gathering)
        {
            gathering.Property(g => g.Id).ValueGeneratedNever();
            gathering.HasIndex(g => g.CaseId).IsUnique();
            gathering.HasIndex(g => new { g.Scope, g.ScopeId, g.StartsAt });
            gathering.HasOne(g => g.Case).WithMany().HasForeignKey(g => g.CaseId).OnDelete(DeleteBehavior.Restrict);
            gathering.HasOne<Organisation>().WithMany().HasForeignKey(g => g.ScopeId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
