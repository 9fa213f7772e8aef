using Workflows.Approvals.Cases;
using Workflows.Approvals.Duties;

namespace Workflows.Approvals.Tests.Duties;

public class DutyTests
{
    private static readonly DateTimeOffset Now = new(2021, 7, 1, 1, 0, 0, TimeSpan.Zero);

    private static Duty New() => new() { Id = 1, CaseId = 2, OwnerId = 3, ReceiverId = 4, Title = "一.1", DueAt = Now.AddDays(10) };

    [Fact]
    public void It_follows_its_case_from_open_to_accepted()
    {
        var duty = New();
        duty.State.ShouldBe(DutyState.Open);

        duty.Follow(CaseStatus.Submitted, Now);
        (duty.State, duty.SubmittedAt).ShouldBe((DutyState.Submitted, Now));

        duty.Follow(CaseStatus.Returned, Now.AddDays(1));
        (duty.State, duty.SubmittedAt).ShouldBe((DutyState.Open, null));

        duty.Follow(CaseStatus.Submitted, Now.AddDays(2));
        duty.Follow(CaseStatus.Accepted, Now.AddDays(3));
        (duty.State, duty.AcceptedAt, duty.Percent).ShouldBe((DutyState.Accepted, Now.AddDays(3), 100));
    }

    [Fact]
    public void Having_been_overdue_stays_recorded_when_it_is_done_late()
    {
        var duty = New();

        duty.Follow(CaseStatus.Overdue, Now);
        duty.Follow(CaseStatus.Submitted, Now.AddDays(1));
        duty.Follow(CaseStatus.Returned, Now.AddDays(2));

        (duty.State, duty.OverdueSince).ShouldBe((DutyState.Overdue, Now));
        duty.Follow(CaseStatus.Accepted, Now.AddDays(3));
        (duty.State, duty.OverdueSince).ShouldBe((DutyState.Accepted, Now));
    }

    [Theory]
    [InlineData(-1, "进展", "duty.percent")]
    [InlineData(101, "进展", "duty.percent")]
    [InlineData(40, " ", "duty.note-missing")]
    public void Progress_needs_words_and_a_percentage(int percent, string text, string code) => New().Report(9, percent, text, 7, Now).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void The_last_progress_counts_until_it_is_accepted()
    {
        var duty = New();
        duty.Report(9, 30, "已调研三个县", 7, Now).Value.Text.ShouldBe("已调研三个县");
        duty.Report(10, 60, "汇总中", 7, Now);
        duty.Percent.ShouldBe(60);

        duty.Follow(CaseStatus.Accepted, Now);

        duty.Report(11, 70, "补充", 7, Now).Refusal!.Code.ShouldBe("duty.accepted");
    }
}
