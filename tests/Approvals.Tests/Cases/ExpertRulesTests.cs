using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Tests.Cases;

public class ExpertRulesTests
{
    private static readonly SeatHolding ExpertSeat = new() { Seat = new Seat { OrganisationId = Given.ProjectGroup, Role = SeatRole.Expert } };

    [Fact]
    public void R33_an_expert_judges_no_case_of_the_own_unit()
    {
        ExpertRules.MayAssess(new Person { Name = "专家", OrganisationId = Given.Unit }, true, [ExpertSeat], Given.Case()).ShouldBeCode("expert.own-unit");
        var seatAtUnit = new SeatHolding { Seat = new Seat { OrganisationId = Given.Unit, Role = SeatRole.Reviewer } };
        ExpertRules.MayAssess(new Person { Name = "专家" }, true, [ExpertSeat, seatAtUnit], Given.Case()).ShouldBeCode("expert.own-unit");
        ExpertRules.MayAssess(new Person { Name = "专家", OrganisationId = 99 }, true, [ExpertSeat], Given.Case()).ShouldBeNull();
    }

    [Fact]
    public void Only_an_expert_of_the_assessing_body_judges() =>
        ExpertRules.MayAssess(new Person { Name = "某人" }, false, [ExpertSeat], Given.Case()).ShouldBeCode("expert.not-an-expert");
}
