using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations.Areas;

/// <summary>What an import did.</summary>
public sealed record ImportedAreas(int Added, int Changed, int Unchanged);

/// <summary>
/// Brings areas in as they are from a day on: a new code is added, a changed one ends the day before and begins anew, so that cases of last year
/// still find the area as it was. Codes that the file does not name stay.
/// </summary>
public sealed class ImportAreas(ApprovalsDb db, AuditTrail audit)
{
    /// <summary>The shipped file counts from this day on.</summary>
    public static DateOnly ShippedFrom { get; } = new(2000, 1, 1);

    /// <returns>Counts, or <c>areas.parent-missing</c> (code, parent), <c>areas.later-version</c> (code, day) when the area already changes on or after that day.</returns>
    public async Task<Result<ImportedAreas>> Run(IReadOnlyList<AreaLine> lines, DateOnly from, CancellationToken cancellation = default)
    {
        var existing = (await db.Areas.Where(a => a.EffectiveTo == null).ToListAsync(cancellation)).ToDictionary(a => a.Code);
        var codes = lines.Select(l => l.Code).Concat(existing.Keys).ToHashSet();
        var (added, changed, unchanged) = (0, 0, 0);
        foreach (var line in lines)
        {
            var parent = Parent(line.Code, codes);
            if (line.Level != AdminLevel.Province && parent is null) return new Refusal("areas.parent-missing", line.Code, line.Name);
            var now = existing.GetValueOrDefault(line.Code);
            if (now is not null && Same(now, line, parent))
            {
                unchanged++;
                continue;
            }
            if (now is not null)
            {
                if (now.EffectiveFrom >= from) return new Refusal("areas.later-version", line.Code, now.EffectiveFrom);
                now.EffectiveTo = from.AddDays(-1);
                changed++;
            }
            else added++;
            db.Areas.Add(new Area
            {
                Code = line.Code, Name = line.Name, Level = line.Level, ParentCode = parent, Structure = line.Structure,
                RegionKey = line.RegionKey ?? now?.RegionKey, EffectiveFrom = from,
            });
        }
        await audit.Write("Areas", "areas.imported", new AuditDetail { After = $"+{added} ~{changed} ={unchanged}, {from:yyyy-MM-dd}" }, cancellation);
        return new ImportedAreas(added, changed, unchanged);
    }

    /// <summary>The nearest shorter code that exists: a district of a municipality hangs on the municipality.</summary>
    private static string? Parent(string code, HashSet<string> codes) =>
        new[] { 9, 6, 4, 2 }.Where(length => length < code.Length).Select(length => code[..length]).FirstOrDefault(codes.Contains);

    private static bool Same(Area area, AreaLine line, string? parent) =>
        area.Name == line.Name && area.Structure == line.Structure && area.ParentCode == parent && (line.RegionKey is null || line.RegionKey == area.RegionKey);
}
