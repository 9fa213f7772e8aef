using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Calls;

/// <summary>
/// Recipients as a union of parts; within a part every condition holds (levels × kinds × area × membership).
/// </summary>
public sealed record Audience(List<AudiencePart> Parts)
{
    /// <summary>Is the unit addressed on this day? Only a current membership counts (R3).</summary>
    public bool Includes(Organisation unit, IEnumerable<Membership> memberships, DateOnly day)
    {
        var current = memberships.Where(m => m.OrganisationId == unit.Id && m.IsCurrent(day)).Select(m => m.AssociationId).ToHashSet();
        return Parts.Exists(part => part.Includes(unit, current));
    }
}

/// <param name="Levels">Empty: every level.</param>
/// <param name="Kinds">Empty: every kind.</param>
/// <param name="AreaCode">Units in this area and below; empty: everywhere.</param>
/// <param name="MemberOf">Association whose members are meant.</param>
public sealed record AudiencePart(HashSet<AdminLevel> Levels, HashSet<OrgKind> Kinds, string? AreaCode = null, long? MemberOf = null)
{
    public bool Includes(Organisation unit, IReadOnlySet<long> memberOf) =>
        (Levels.Count == 0 || Levels.Contains(unit.Level))
        && (Kinds.Count == 0 || Kinds.Contains(unit.Kind))
        && (AreaCode is null || unit.AreaCode.StartsWith(AreaCode, StringComparison.Ordinal))
        && (MemberOf is not { } association || memberOf.Contains(association));
}
