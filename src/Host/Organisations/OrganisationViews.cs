using Workflows.Approvals.Organisations;

namespace Workflows.Host.Organisations;

/// <summary>An organisation in a list or a tree.</summary>
/// <param name="FormerName">Found by this name, which it had before.</param>
public sealed record OrganisationLine(long Id, string FullName, string ShortName, OrgKind Kind, AdminLevel Level, string AreaCode, OrganisationStatus Status, long? AdminParentId, bool HasChildren, string? FormerName = null);

/// <summary>An organisation with the three edges that lead upward, its memberships and its seats.</summary>
/// <param name="MayAdminister">The caller may change it and its seats.</param>
/// <param name="FormerNames">曾用名, the latest first.</param>
public sealed record OrganisationView(
    long Id, string FullName, string ShortName, OrgKind Kind, AdminLevel Level, string AreaCode, string? Area, AdminLevel GovernedBy,
    long? AdminParentId, string? AdminParent, long? CompetentSuperiorId, string? CompetentSuperior, long? GuidanceParentId, string? GuidanceParent,
    bool IsEducationAuthority, OrganisationStatus Status, long? SuccessorId, IReadOnlyList<MembershipView> Memberships, IReadOnlyList<SeatView> Seats, bool MayAdminister, long Version, IReadOnlyList<FormerNameView> FormerNames);

/// <summary>A membership in an association, both days inclusive.</summary>
public sealed record MembershipView(long AssociationId, string Association, DateOnly From, DateOnly? To);

/// <summary>A seat and who holds it now.</summary>
public sealed record SeatView(long Id, SeatRole Role, IReadOnlyList<HolderView> Holders);

/// <summary>Somebody who holds a seat.</summary>
public sealed record HolderView(long PersonId, string Name, DateTimeOffset From, DateTimeOffset? To);

/// <summary>A person, with the user name where there is an account.</summary>
public sealed record PersonView(long Id, string Name, long? OrganisationId, string? Organisation, string? UserName, bool IsDisabled);

/// <summary>What is entered for an organisation.</summary>
public sealed record OrganisationFields
{
    /// <summary>The registered, exact name (准确全称); unique.</summary>
    public required string FullName { get; init; }
    public required string ShortName { get; init; }
    public required OrgKind Kind { get; init; }
    public required AdminLevel Level { get; init; }
    public required string AreaCode { get; init; }
    /// <summary>Level of the authority that runs it; default: its own level.</summary>
    public AdminLevel? GovernedBy { get; init; }
    public long? AdminParentId { get; init; }
    public long? CompetentSuperiorId { get; init; }
    public long? GuidanceParentId { get; init; }
    public bool? IsEducationAuthority { get; init; }
    /// <summary>Associations that it is a member of from today on.</summary>
    public List<long> MemberOf { get; init; } = [];
}

/// <summary>A person to be entered, with the account to sign in with.</summary>
/// <param name="UserName">3–64 characters.</param>
/// <param name="Password">A first password, which the person has to change; see <see cref="Account.PasswordRules"/>. Empty: no account.</param>
/// <param name="OrganisationId">The unit the person belongs to.</param>
/// <param name="Role">The seat at that unit that the person takes at once; set up if the unit has none.</param>
/// <param name="Email">Where e-mails go; confirmed, because an administrator enters it.</param>
public sealed record NewPerson(string Name, long? OrganisationId = null, string? UserName = null, string? Password = null, SeatRole? Role = null, string? Email = null);
