using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Tests.Cases;

public class RouteTests
{
    [Fact]
    public void R10_the_deadline_is_that_of_the_route()
    {
        var national = Given.National().Opened();
        var child = Given.Child(national).Opened();
        var item = Given.Case();
        item.ChooseRoute(Route.Recommended, child, national).ShouldBeNull();
        item.DueAt.ShouldBe(child.ClosesAt);
        item.ChooseRoute(Route.Direct, child, national).ShouldBeNull();
        item.DueAt.ShouldBe(national.ClosesAt);
    }

    [Fact]
    public void R12_a_call_without_the_direct_route_refuses_it()
    {
        var national = Given.National();
        national.Routes = [Route.Recommended];
        Given.Case().ChooseRoute(Route.Direct, national, national).ShouldBeCode("case.route-not-allowed");
    }

    [Fact]
    public void R13_after_the_collector_the_direct_route_is_offered_while_the_national_call_is_open()
    {
        var national = Given.National().Opened();
        var item = Given.Case();
        item.ChooseRoute(Route.Recommended, Given.Child(national), national).ShouldBeNull();
        item.MayGoDirect(national, Given.At(5, 30, 9)).ShouldBeTrue();
        item.MayGoDirect(national, Given.At(5, 31, 23, 50)).ShouldBeTrue();
        item.MayGoDirect(national, Given.At(6, 1, 0, 1)).ShouldBeFalse();

        item.ChooseRoute(Route.Direct, national, national).ShouldBeNull();
        item.MayGoDirect(national, Given.At(5, 30, 9)).ShouldBeFalse();
        item.Route = Route.Recommended;
        national.Close().ShouldBeNull();
        item.MayGoDirect(national, Given.At(5, 30, 9)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(CaseStatus.Draft, true)]
    [InlineData(CaseStatus.InReview, true)]
    [InlineData(CaseStatus.Returned, true)]
    [InlineData(CaseStatus.Received, false)]
    [InlineData(CaseStatus.Listed, false)]
    public void A_case_can_be_recalled_until_it_was_received(CaseStatus status, bool may)
    {
        var item = Given.Case();
        item.Status = status;
        (item.Recall() is null).ShouldBe(may);
        item.Status.ShouldBe(may ? CaseStatus.Recalled : status);
    }
}
