namespace Workflows.Approvals.Organisations;

/// <summary>Kinds of organisation (domain §2.2).</summary>
public enum OrgKind
{
    MinistryOfEducation,
    EducationAuthority,
    GuidanceCentre,
    OpenUniversity,
    CommunityCollege,
    CommunitySchool,
    TeachingPoint,
    ElderlyUniversity,
    UniversityElderlyUniversity,
    VocationalSchool,
    AdultSchool,
    University,
    AdultEducationAssociation,
    Caea,
    ProjectGroup,
    ExpertGroup,
    WorkGroup,
    Community,
    ProjectLeadingGroup,
    ProjectTeam,
    ElderlyEducationAssociation,
    PrivateElderlyInstitution,
    FamilyEducationSociety,
    WomensFederation,

    /// <summary>Anything else, e.g. the enterprise group above a school, or the operator of this installation.</summary>
    Other,
}
