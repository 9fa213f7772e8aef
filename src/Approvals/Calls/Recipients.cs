using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Calls;

/// <summary>Finds the organisations that an audience means on a day: levels × kinds × area × current membership (R3), part by part.</summary>
public sealed class Recipients(ApprovalsDb db)
{
    /// <returns>Active organisations, each once, by level and area.</returns>
    public async Task<IReadOnlyList<Organisation>> Find(Audience audience, DateOnly day, CancellationToken cancellation = default)
    {
        var found = new List<Organisation>();
        foreach (var part in audience.Parts)
        {
            var units = db.Organisations.Where(o => o.Status == OrganisationStatus.Active);
            if (part.Levels.Count > 0) units = units.Where(o => part.Levels.Contains(o.Level));
            if (part.Kinds.Count > 0) units = units.Where(o => part.Kinds.Contains(o.Kind));
            if (part.AreaCode is { Length: > 0 } area) units = units.Where(o => o.AreaCode.StartsWith(area));
            if (part.MemberOf is { } association)
                units = units.Where(o => db.Memberships.Any(m => m.OrganisationId == o.Id && m.AssociationId == association && m.From <= day && (m.To == null || m.To >= day)));
            found.AddRange(await units.ToListAsync(cancellation));
        }

        return [.. found.DistinctBy(o => o.Id).OrderBy(o => o.Level).ThenBy(o => o.AreaCode, StringComparer.Ordinal).ThenBy(o => o.Id)];
    }
}
