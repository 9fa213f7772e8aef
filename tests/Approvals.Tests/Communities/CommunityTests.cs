using Workflows.Approvals.Communities;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Tests.Communities;

public class CommunityTests
{
    private static readonly DateOnly Day = new(2023, 6, 20);

    private static Community Of(int members)
    {
        var community = new Community { Id = 1, Region = "northeast", Project = "elderly", Level = AdminLevel.County, SignedOn = Day };
        for (var unit = 1; unit <= members; unit++) community.Join(Member(unit)).ShouldBeNull();
        community.Lead(1, "组长").ShouldBeNull();
        return community;
    }

    private static CommunityMember Member(long unit) => new() { Id = unit, OrganisationId = unit, Role = CommunityRole.Member, From = Day };

    [Fact]
    public void A_sixteenth_member_is_refused_and_may_come_when_one_has_left()
    {
        var community = Of(Community.MostMembers);

        community.Join(Member(16))!.Code.ShouldBe("community.full");
        community.Leave(15, Day.AddDays(1)).ShouldNotBeNull();
        community.Join(new CommunityMember { Id = 16, OrganisationId = 16, Role = CommunityRole.Member, From = Day.AddDays(1) }).ShouldBeNull();
    }

    [Fact]
    public void There_is_one_leader_unit_and_the_office_moves_with_it()
    {
        var community = Of(3);

        community.Lead(2, "新组长").ShouldBeNull();

        community.Members.Count(m => m.Role == CommunityRole.Leader).ShouldBe(1);
        community.OfficeAtId.ShouldBe(2);
        community.Leader.ShouldBe("新组长");
        community.Lead(2, "新组长", office: 3).ShouldBeNull();
        community.OfficeAtId.ShouldBe(3, "一般设在组长单位");
        community.Lead(2, "新组长", office: 9)!.Code.ShouldBe("community.not-member");
        community.Lead(9, "外人")!.Code.ShouldBe("community.not-member");
        community.Lead(3, " ")!.Code.ShouldBe("community.leader-missing");
    }

    [Fact]
    public void Who_left_is_no_member_from_that_day_on_and_a_closed_community_has_none()
    {
        var community = Of(3);

        community.Leave(3, Day.AddDays(10));
        community.MembersOn(Day.AddDays(9)).Count.ShouldBe(3);
        community.MembersOn(Day.AddDays(10)).Count.ShouldBe(2);
        community.Close(Day.AddDays(20));
        community.MembersOn(Day.AddDays(20)).ShouldBeEmpty();
        community.Join(Member(4))!.Code.ShouldBe("community.closed");
    }
}
