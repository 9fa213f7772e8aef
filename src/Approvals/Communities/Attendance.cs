using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Communities;

public enum AttendanceStatus { Invited, Present, Absent, Excused }

/// <summary>What the organiser enters for one unit.</summary>
/// <param name="Evidence">A word on the evidence, e.g. the sign-in sheet.</param>
public sealed record AttendanceLine(AttendanceStatus Status, IReadOnlyList<string> Participants, string? Evidence = null);

/// <summary>签到: one invited unit at one activity. Units count, not persons.</summary>
public sealed class Attendance : IAudited
{
    public long GatheringId { get; init; }
    public Gathering? Gathering { get; init; }
    public long CaseId { get; init; }
    public long OrganisationId { get; init; }

    /// <summary>Full name on the day of the invitation.</summary>
    public required string Unit { get; init; }
    public AttendanceStatus Status { get; set; }
    public string? LeaveReason { get; set; }
    public DateTimeOffset? LeaveAskedAt { get; set; }
    public List<string> Participants { get; set; } = [];
    public string? Evidence { get; set; }

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<Attendance>
    {
        public void Configure(EntityTypeBuilder<Attendance> attendance)
        {
            attendance.HasKey(a => new { a.GatheringId, a.OrganisationId });
            attendance.Property(a => a.Participants).AsJson();
            attendance.HasIndex(a => a.OrganisationId);
            attendance.HasOne(a => a.Gathering).WithMany(g => g.Attendance).HasForeignKey(a => a.GatheringId).OnDelete(DeleteBehavior.Cascade);
            attendance.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
