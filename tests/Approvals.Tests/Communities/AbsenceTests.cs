using Workflows.Approvals.Communities;
using static Workflows.Approvals.Communities.AttendanceStatus;

namespace Workflows.Approvals.Tests.Communities;

public class AbsenceTests
{
    public static TheoryData<AttendanceStatus[], int> Rows => new()
    {
        { [], 0 },
        { [Absent], 1 },
        { [Absent, Absent], 2 },
        { [Absent, Present, Absent], 1 },
        { [Absent, Excused, Absent], 2 },
        { [Absent, Absent, Present], 0 },
        { [Excused, Excused], 0 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_present_one_starts_the_count_anew_and_an_excused_one_is_neutral(AttendanceStatus[] row, int inARow) => Absence.InARow(row).ShouldBe(inARow);

    private static Gathering Seminar()
    {
        var seminar = new Gathering { Id = 1, Title = "研讨会", StartsAt = new DateTimeOffset(2024, 3, 5, 1, 0, 0, TimeSpan.Zero) };
        seminar.Attendance.Add(new Attendance { OrganisationId = 7, Unit = "甲" });
        seminar.Attendance.Add(new Attendance { OrganisationId = 8, Unit = "乙" });
        return seminar;
    }

    private static Dictionary<long, AttendanceLine> Sheet(AttendanceStatus one, AttendanceStatus other) => new() { [7] = new(one, []), [8] = new(other, []) };

    [Fact]
    public void Leave_can_be_asked_for_until_the_start_and_by_an_invited_unit_only()
    {
        var seminar = Seminar();

        seminar.AskLeave(9, "有事", seminar.StartsAt.AddDays(-1))!.Code.ShouldBe("leave.not-invited");
        seminar.AskLeave(7, " ", seminar.StartsAt.AddDays(-1))!.Code.ShouldBe("leave.reason-required");
        seminar.AskLeave(7, "有事", seminar.StartsAt)!.Code.ShouldBe("leave.too-late");
        seminar.AskLeave(7, "有事", seminar.StartsAt.AddSeconds(-1)).ShouldBeNull();
    }

    [Fact]
    public void The_sheet_names_every_unit_after_the_start_and_excuses_only_who_asked()
    {
        var seminar = Seminar();
        var after = seminar.StartsAt.AddHours(2);

        seminar.Record(Sheet(Present, Absent), seminar.StartsAt.AddSeconds(-1))!.Code.ShouldBe("attendance.too-early");
        seminar.Record(new Dictionary<long, AttendanceLine> { [7] = new(Present, []) }, after)!.Code.ShouldBe("attendance.missing");
        seminar.Record(Sheet(Excused, Present), after)!.Code.ShouldBe("attendance.no-leave");
        seminar.AskLeave(7, "有事", seminar.StartsAt.AddDays(-1)).ShouldBeNull();
        seminar.Record(Sheet(Excused, Present), after).ShouldBeNull();
        seminar.RecordedAt.ShouldBe(after);
    }
}
