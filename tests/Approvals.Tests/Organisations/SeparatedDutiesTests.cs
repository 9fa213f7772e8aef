using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Tests.Organisations;

public class SeparatedDutiesTests
{
    [Theory]
    [InlineData(SeatRole.FlowAdministrator, SeatRole.Auditor)]
    [InlineData(SeatRole.OrgAdministrator, SeatRole.Auditor)]
    [InlineData(SeatRole.FlowAdministrator, SeatRole.SecurityAdministrator)]
    [InlineData(SeatRole.OrgAdministrator, SeatRole.SecurityAdministrator)]
    [InlineData(SeatRole.SecurityAdministrator, SeatRole.Auditor)]
    public void Two_of_the_three_duties_do_not_go_together_whichever_comes_first(SeatRole one, SeatRole other)
    {
        SeparatedDuties.Conflict([SeatRole.Handler, one], other).ShouldBe(one);
        SeparatedDuties.Conflict([other], one).ShouldBe(other);
    }

    [Fact]
    public void Every_other_role_goes_with_each_of_them()
    {
        SeparatedDuties.Conflict([SeatRole.OrgAdministrator], SeatRole.FlowAdministrator).ShouldBeNull();
        SeparatedDuties.Conflict([SeatRole.Auditor, SeatRole.Auditor], SeatRole.Auditor).ShouldBeNull();
        SeparatedDuties.Conflict([SeatRole.Auditor], SeatRole.Handler).ShouldBeNull();
        SeparatedDuties.Conflict([SeatRole.Handler, SeatRole.Head], SeatRole.Auditor).ShouldBeNull();
    }

    [Fact]
    public void Of_two_duties_held_at_once_the_one_taken_first_counts()
    {
        var day = new DateTimeOffset(2023, 5, 22, 0, 0, 0, TimeSpan.Zero);
        SeparatedDuties.Resting([(SeatRole.Auditor, day), (SeatRole.FlowAdministrator, day.AddDays(1)), (SeatRole.Handler, day.AddDays(-1))]).ShouldBe([SeatRole.FlowAdministrator]);
        SeparatedDuties.Resting([(SeatRole.Auditor, day), (SeatRole.FlowAdministrator, day)]).ShouldBe([SeatRole.Auditor]);
        SeparatedDuties.Resting([(SeatRole.OrgAdministrator, day), (SeatRole.FlowAdministrator, day.AddDays(1))]).ShouldBeEmpty();
        SeparatedDuties.Resting([(SeatRole.Handler, day)]).ShouldBeEmpty();
    }
}
