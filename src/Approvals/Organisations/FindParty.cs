using System.Text.Json.Nodes;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Organisations;

/// <summary>Finds the organisation of a party for one case, or why there is none. <c>county</c>, <c>city</c> and <c>province</c> are the education authorities above the applicant.</summary>
public sealed class FindParty(Parties parties, CentreParties centres)
{
    /// <summary>The levels of education authorities that give opinions, lowest first.</summary>
    private static readonly AdminLevel[] Levels = [AdminLevel.County, AdminLevel.City, AdminLevel.Province];

    /// <summary>Is it one of the education authorities above the applicant?</summary>
    public static bool IsAuthority(string party) => LevelOf(party) is not AdminLevel.National;

    /// <param name="item">With its call and its applicant.</param>
    /// <param name="day">The areas as they are on this day.</param>
    public async Task<FoundParty> Run(Case item, string party, DateOnly day, CancellationToken cancellation = default)
    {
        if (LevelOf(party) is var wanted and not AdminLevel.National)
        {
            if (!Asks(item.Call!, wanted)) return FoundParty.Of(new LevelStep(wanted, null, SkipReason.NotAsked));
            var steps = await parties.Levels(item.Applicant!, Levels, day, cancellation);
            return FoundParty.Of(steps.Single(s => s.Level == wanted));
        }

        return CentreParties.Knows(party) ? FoundParty.Of(await centres.Resolve(item, party, cancellation)) : FoundParty.Of(await parties.Resolve(item, party, cancellation));
    }

    private static AdminLevel LevelOf(string party) => Array.Find(Levels, level => level.ToString().Equals(party, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the call asks this level for an opinion: all of them, or those in its parameter <c>reviewLevels</c>; the province always (R28).</summary>
    private static bool Asks(Call call, AdminLevel level) =>
        level == AdminLevel.Province
        || call.Parameters["reviewLevels"] is not JsonArray asked
        || asked.Any(l => string.Equals(l?.ToString(), level.ToString(), StringComparison.OrdinalIgnoreCase));
}
