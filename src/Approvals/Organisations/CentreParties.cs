using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Organisations;

/// <summary>
/// The guidance centres above a unit: <c>countyCentre</c>, <c>cityCentre</c>, <c>provincialCentre</c> by area, <c>guidanceParent</c> by the edge of professional
/// guidance, and <c>caseDecider</c>, who decides this one case where its call is not decided as a batch (domain §3.17).
/// </summary>
public sealed class CentreParties(ApprovalsDb db, Parties parties)
{
    public const string GuidanceParent = "guidanceParent", CaseDecider = "caseDecider";

    private static readonly Dictionary<string, AdminLevel> Levels = new()
    {
        ["countyCentre"] = AdminLevel.County, ["cityCentre"] = AdminLevel.City, ["provincialCentre"] = AdminLevel.Province,
    };

    /// <summary>Is it one of these parties?</summary>
    public static bool Knows(string party) => Levels.ContainsKey(party) || party is GuidanceParent or CaseDecider;

    /// <returns>The centre, or why there is none; the province's is missing rather than skipped.</returns>
    public async Task<LevelStep> Resolve(Case item, string party, CancellationToken cancellation = default)
    {
        var unit = (await db.Organisations.FindAsync([item.ApplicantId], cancellation))!;
        var call = (await db.Calls.FindAsync([item.CallId], cancellation))!;
        return party switch
        {
            GuidanceParent => unit.GuidanceParentId is { } above && await db.Organisations.FindAsync([above], cancellation) is { } parent
                ? new LevelStep(parent.Level, parent, null)
                : new LevelStep(unit.Level, null, SkipReason.NoCentreAbove),
            CaseDecider => call.Parameters[CaseDecider]?.ToString() is not { Length: > 0 } decider
                ? new LevelStep(unit.Level, null, SkipReason.DecidedAsBatch)
                : Knows(decider) && decider != CaseDecider
                    ? await (Levels.TryGetValue(decider, out var level) ? Centre(unit, call, level, isAsked: true, cancellation) : Resolve(item, decider, cancellation))
                    : new LevelStep(unit.Level, (await parties.ResolveAll(item, decider, cancellation)) is { IsRefused: false, Value: [var found, ..] } ? found : null, null),
            _ => await Centre(unit, call, Levels[party], isAsked: false, cancellation),
        };
    }

    private async Task<LevelStep> Centre(Organisation unit, Call call, AdminLevel level, bool isAsked, CancellationToken cancellation)
    {
        if (!isAsked && level != AdminLevel.Province && call.Parameters["reviewLevels"] is System.Text.Json.Nodes.JsonArray asked && !asked.Any(l => string.Equals(l?.ToString(), level.ToString(), StringComparison.OrdinalIgnoreCase)))
            return new LevelStep(level, null, SkipReason.NotAsked);
        if (unit.Kind == OrgKind.GuidanceCentre && unit.Level == level) return isAsked ? new LevelStep(level, unit, null) : new LevelStep(level, null, SkipReason.ApplicantItself);
        if (unit.Level < level) return new LevelStep(level, null, SkipReason.GovernedAbove);
        var digits = level switch { AdminLevel.County => 6, AdminLevel.City => 4, _ => 2 };
        var area = unit.AreaCode.Length >= digits ? unit.AreaCode[..digits] : unit.AreaCode;
        var centre = await db.Organisations.Where(o => o.Kind == OrgKind.GuidanceCentre && o.Level == level && o.AreaCode == area && o.Status == OrganisationStatus.Active).OrderBy(o => o.Id).FirstOrDefaultAsync(cancellation);
        return new LevelStep(level, centre, centre is null && level != AdminLevel.Province ? SkipReason.NoCentre : null);
    }
}
