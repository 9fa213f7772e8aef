using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Tests.Organisations;

public class SuperiorTests
{
    private readonly Organisation bureau = Given.Organisation(20, OrgKind.EducationAuthority, AdminLevel.County, "210781");
    private readonly Organisation enterprise = Given.Organisation(21, OrgKind.Other, AdminLevel.City, "2107");
    private readonly Organisation centre = Given.Organisation(22, OrgKind.GuidanceCentre, AdminLevel.City, "2107");
    private readonly Organisation unit = Given.Organisation(10, OrgKind.VocationalSchool, AdminLevel.County, "210781", parent: 20);

    [Fact]
    public void The_units_own_edge_leads_to_its_superior()
    {
        unit.CompetentSuperiorId = bureau.Id;
        Superior.Of(unit, Find).Value.ShouldBe(new Superior(bureau, NeedsConsent: false));
    }

    [Fact]
    public void A_superior_that_is_no_education_authority_needs_the_local_authoritys_consent()
    {
        unit.CompetentSuperiorId = enterprise.Id;
        Superior.Of(unit, Find).Value.ShouldBe(new Superior(enterprise, NeedsConsent: true));
    }

    [Fact]
    public void A_guidance_centre_has_its_own_education_authority_as_superior_not_the_centre_above()
    {
        unit.CompetentSuperiorId = centre.Id;
        Superior.Of(unit, Find).Value.Organisation.ShouldBe(bureau);
    }

    [Fact]
    public void A_merged_superior_is_followed_to_its_successor()
    {
        unit.CompetentSuperiorId = enterprise.Id;
        (enterprise.Status, enterprise.SuccessorId) = (OrganisationStatus.Merged, bureau.Id);
        Superior.Of(unit, Find).Value.Organisation.ShouldBe(bureau);
    }

    [Fact]
    public void Without_an_edge_and_without_an_authority_above_there_is_none()
    {
        unit.AdminParentId = null;
        Superior.Of(unit, Find).ShouldBeRefusedAs("superior.not-found");
    }

    private Organisation? Find(long id) => new[] { bureau, enterprise, centre, unit }.FirstOrDefault(o => o.Id == id);
}
