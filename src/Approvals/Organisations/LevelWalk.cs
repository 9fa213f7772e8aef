namespace Workflows.Approvals.Organisations;

/// <summary>Why a level gives no opinion; printed after 不适用 (R27).</summary>
public enum SkipReason
{
    /// <summary>The applicant is governed above this level.</summary>
    GovernedAbove,

    /// <summary>There is no such level here (municipality, provincially administered county, city without counties).</summary>
    NoSuchLevel,

    /// <summary>The applicant is this authority.</summary>
    ApplicantItself,

    /// <summary>One body, one opinion: it speaks on a lower level already.</summary>
    SameBody,

    /// <summary>The call asks no opinion of this level (its parameter <c>reviewLevels</c>).</summary>
    NotAsked,

    /// <summary>There is no guidance centre of this level here.</summary>
    NoCentre,

    /// <summary>No centre guides this one.</summary>
    NoCentreAbove,

    /// <summary>The call is decided as a batch, not case by case.</summary>
    DecidedAsBatch,
}

/// <summary>A level on the way up: the authority that speaks there, or why none does. Neither: it should be there and is missing.</summary>
public sealed record LevelStep(AdminLevel Level, Organisation? Authority, SkipReason? Skipped)
{
    public bool IsMissing => Authority is null && Skipped is null;
}

/// <summary>Resolves "the next level up" along the territorial education authorities (domain §2.5).</summary>
public static class LevelWalk
{
    /// <param name="wanted">Levels, lowest first, e.g. county, city, province. The last is never skipped for want of a level (R28).</param>
    /// <param name="area">The area in force with this code.</param>
    public static IReadOnlyList<LevelStep> Resolve(
        Organisation unit, IReadOnlyList<AdminLevel> wanted, Func<long, Organisation?> organisation, Func<string, Area?> area)
    {
        var governedBy = unit.GovernedBy > AdminLevel.County ? AdminLevel.County : unit.GovernedBy;
        var ancestors = Edges.Ancestors(unit, organisation).Where(o => o.IsEducationAuthority).ToList();
        var structures = Structures(unit.AreaCode, area);
        var used = new HashSet<long>();
        return [.. wanted.Select((level, index) => Step(level, isLast: index == wanted.Count - 1))];

        LevelStep Step(AdminLevel level, bool isLast)
        {
            if (!isLast && level > governedBy) return new LevelStep(level, null, SkipReason.GovernedAbove);
            if (unit.IsEducationAuthority && unit.Level == level) return new LevelStep(level, null, SkipReason.ApplicantItself);
            var authority = Edges.Current(ancestors.Find(o => o.Level == level), organisation);
            if (authority is null) return new LevelStep(level, null, !isLast && Explains(structures, level) ? SkipReason.NoSuchLevel : null);
            if (authority.Id == unit.Id) return new LevelStep(level, null, SkipReason.ApplicantItself);
            return used.Add(authority.Id) ? new LevelStep(level, authority, null) : new LevelStep(level, null, SkipReason.SameBody);
        }
    }

    private static HashSet<AreaStructure> Structures(string code, Func<string, Area?> area)
    {
        var structures = new HashSet<AreaStructure>();
        for (var next = area(code); next is not null; next = next.ParentCode is { } parent ? area(parent) : null)
            structures.Add(next.Structure);
        return structures;
    }

    private static bool Explains(HashSet<AreaStructure> structures, AdminLevel level) => level switch
    {
        AdminLevel.City => structures.Contains(AreaStructure.Municipality) || structures.Contains(AreaStructure.ProvinceAdministeredCounty),
        AdminLevel.County => structures.Contains(AreaStructure.NoCounties),
        _ => false,
    };
}
