using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Tests.Calls;

public class CallTests
{
    [Fact]
    public void R9_the_last_permitted_instant_is_24_o_clock_of_the_day_in_shanghai()
    {
        var call = Given.National();
        call.ClosesAt.ShouldBe(new DateTimeOffset(2023, 5, 31, 16, 0, 0, TimeSpan.Zero));
        call.IsInTime(Given.At(5, 31, 23, 50)).ShouldBeTrue();
        call.IsInTime(Given.At(6, 1, 0, 0)).ShouldBeTrue();
        call.IsInTime(Given.At(6, 1, 0, 1)).ShouldBeFalse();
    }

    [Fact]
    public void R9_a_closing_time_moves_the_last_instant_into_the_day()
    {
        var call = new Call { Code = "X", Title = "X", Kind = "x" };
        call.SetDeadline(Given.Day(5, 31), new TimeOnly(17, 0)).ShouldBeNull();
        call.IsInTime(Given.At(5, 31, 17)).ShouldBeTrue();
        call.IsInTime(Given.At(5, 31, 17, 1)).ShouldBeFalse();
    }

    [Fact]
    public void R6_a_local_deadline_after_the_national_one_is_refused()
    {
        var national = Given.National();
        var child = new Call { Code = "PS3-XX", Title = "X", Kind = "pilotSite", ParentId = national.Id };
        child.SetDeadline(Given.Day(6, 1), parent: national).ShouldBeCode("call.deadline-after-parent");
        child.SetDeadline(Given.Day(5, 31), parent: national).ShouldBeNull();
    }

    [Fact]
    public void R7_a_child_call_may_add_materials_but_drop_none()
    {
        var national = Given.National();
        Given.Child(national).KeepsMaterialsOf(national).ShouldBeNull();
        var paperOnly = Given.Child(national);
        paperOnly.Materials = [new Material("申请表", Electronic: false, Paper: true)];
        paperOnly.KeepsMaterialsOf(national).ShouldBeCode("call.materials-dropped");
    }

    [Fact]
    public void R8_only_a_new_document_moves_the_date_of_an_open_call_and_the_old_one_stays()
    {
        var national = Given.National().Opened();
        var child = Given.Child(national).Opened();
        child.SetDeadline(Given.Day(5, 30), parent: national).ShouldBeCode("call.deadline-fixed");
        child.MoveDeadline(Given.Day(5, 30), documentId: 77, Given.At(5, 20), national).ShouldBeNull();
        child.ClosesOn.ShouldBe(Given.Day(5, 30));
        child.DateHistory.ShouldBe([new DateChange("closesOn", Given.Day(5, 29), Given.Day(5, 30), Given.At(5, 20), 77)]);
        child.MoveDeadline(Given.Day(6, 2), documentId: 78, Given.At(5, 21), national).ShouldBeCode("call.deadline-after-parent");
        child.ClosesOn.ShouldBe(Given.Day(5, 30));
    }

    [Fact]
    public void R15_a_collector_that_sends_after_the_national_deadline_is_late_itself()
    {
        var national = Given.National().Opened();
        var child = Given.Child(national).Opened();
        child.RecordSentUp(Given.At(5, 31, 20), national).ShouldBeFalse();
        child.RecordSentUp(Given.At(6, 1, 9), national).ShouldBeTrue();
        child.CollectorSentAt.ShouldBe(Given.At(6, 1, 9));
    }

    [Fact]
    public void R17_an_applicant_of_another_kind_is_not_eligible()
    {
        var call = Given.National().Opened();
        call.EligibleKinds = [OrgKind.OpenUniversity, OrgKind.VocationalSchool];
        call.MayBeAnsweredBy(Unit(OrgKind.Other), [], Given.At(5, 20)).ShouldBeCode("call.not-eligible");
        call.MayBeAnsweredBy(Unit(OrgKind.VocationalSchool), [], Given.At(5, 20)).ShouldBeNull();
    }

    [Fact]
    public void R3_only_units_with_a_current_membership_are_addressed()
    {
        const long association = 500;
        var call = Given.National().Opened();
        call.Audience = new Audience([new AudiencePart([], [OrgKind.VocationalSchool], MemberOf: association)]);
        var school = Unit(OrgKind.VocationalSchool);
        var current = new Membership { OrganisationId = school.Id, AssociationId = association, From = Given.Day(1, 1) };
        var ended = new Membership { OrganisationId = school.Id, AssociationId = association, From = new DateOnly(2020, 1, 1), To = Given.Day(5, 19) };

        call.MayBeAnsweredBy(school, [], Given.At(5, 20)).ShouldBeCode("call.not-addressed");
        call.MayBeAnsweredBy(school, [ended], Given.At(5, 20)).ShouldBeCode("call.not-addressed");
        call.MayBeAnsweredBy(school, [ended, current], Given.At(5, 20)).ShouldBeNull();
        call.MayBeAnsweredBy(Unit(OrgKind.OpenUniversity), [], Given.At(5, 20)).ShouldBeCode("call.not-addressed");
    }

    [Fact]
    public void A_call_is_answered_only_while_it_is_open_in_time_and_within_its_area()
    {
        var call = Given.Child(Given.National());
        var unit = Unit(OrgKind.OpenUniversity);
        call.MayBeAnsweredBy(unit, [], Given.At(5, 20)).ShouldBeCode("call.closed");
        call.Open().ShouldBeNull();
        call.OpensOn = Given.Day(5, 22);
        call.MayBeAnsweredBy(unit, [], Given.At(5, 21)).ShouldBeCode("call.not-yet-open");
        call.MayBeAnsweredBy(unit, [], Given.At(5, 22)).ShouldBeNull();
        call.MayBeAnsweredBy(unit, [], Given.At(5, 30)).ShouldBeCode("call.closed");
        call.MayBeAnsweredBy(Given.Organisation(11, OrgKind.OpenUniversity, AdminLevel.County, "330102"), [], Given.At(5, 22)).ShouldBeCode("call.not-addressed");
        unit.Status = OrganisationStatus.Abolished;
        call.MayBeAnsweredBy(unit, [], Given.At(5, 22)).ShouldBeCode("organisation.not-active");
    }

    [Fact]
    public void A_call_goes_through_its_life_in_order()
    {
        var call = Given.National();
        call.Close().ShouldBeCode("call.not-open");
        call.Open().ShouldBeNull();
        call.Open().ShouldBeCode("call.not-draft");
        call.MarkDecided().ShouldBeCode("call.not-closed");
        call.Close().ShouldBeNull();
        call.Close().ShouldBeNull();
        call.MarkPublished().ShouldBeCode("call.not-decided");
        call.MarkDecided().ShouldBeNull();
        call.MarkPublished().ShouldBeNull();
        new Call { Code = "X", Title = "X", Kind = "x" }.Open().ShouldBeCode("call.deadline-missing");
    }

    private static Organisation Unit(OrgKind kind) => Given.Organisation(Given.Unit, kind, AdminLevel.County, "210781");
}
