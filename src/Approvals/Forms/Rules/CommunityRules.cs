using System.Globalization;
using System.Text.Json.Nodes;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about units that join together. A row whose organisation is not known is passed over.</summary>
internal static class CommunityRules
{
    private static readonly IReadOnlySet<FormFieldType> Rows = FormRules.Of(FormFieldType.Rows);

    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // Every unit stands at the level in another field (同级).
        new("unitsAtLevel", Rows, [new("column", Takes.Column), new("field", Takes.Field)], c => Each(c, (unit, _) => unit.Level == Wanted(c))) { TakesWhere = true },

        // Every unit lies in the region in another field (就近).
        new("unitsOfRegion", Rows, [new("column", Takes.Column), new("field", Takes.Field)], c => Each(c, (unit, _) => unit.Region is null || unit.Region == Wanted(c))) { TakesWhere = true },

        // The units come from at least so many areas of the level in another field.
        new("unitsFromAreas", Rows, [new("column", Takes.Column), new("field", Takes.Field), new("min", Takes.Number)], FromAreas),

        // Every unit is a pilot site on a published list.
        new("unitsListed", Rows, [new("column", Takes.Column)], c => Each(c, (unit, _) => unit.Site is not null)) { TakesWhere = true },

        // No unit is a member of a community already.
        new("unitsFree", Rows, [new("column", Takes.Column)], c => Each(c, (unit, _) => unit.Site?.CommunityId is null)) { TakesWhere = true },

        // Every unit is a member of the community whose form it is.
        new("unitsOfApplicant", Rows, [new("column", Takes.Column)], c => Each(c, (unit, _) => c.Context.Applicant is not { } own || unit.Site?.CommunityId == own.Id)) { TakesWhere = true },

        // In every row the column equals another field.
        new("rowsEqual", Rows, [new("column", Takes.Column), new("field", Takes.Field)], c => c.Rows
            .Where(r => FormJson.Text(r.Row[c.Text("column")]) is { } value && value != Wanted(c))
            .Select(r => new FormBreach($"{c.Path}[{r.Index}].{c.Text("column")}", Written(r.Index + 1)))) { TakesWhere = true },
    ];

    private static IEnumerable<FormBreach> Each(FormRuleCall call, Func<FormUnit, JsonObject, bool> holds) => Units(call)
        .Where(u => !holds(u.Unit, u.Row))
        .Select(u => new FormBreach($"{call.Path}[{u.Index}].{call.Text("column")}", u.Unit.FullName));

    private static IEnumerable<FormBreach> FromAreas(FormRuleCall call)
    {
        var digits = Wanted(call) switch { "province" => 2, "city" => 4, "county" => 6, "township" => 9, _ => 0 };
        var units = Units(call).Select(u => u.Unit).ToList();
        if (digits == 0 || units.Count < call.Number("min")) return [];
        var areas = units.Select(u => u.AreaCode.Length <= digits ? u.AreaCode : u.AreaCode[..digits]).Distinct().Count();
        return call.Unless(areas >= call.Number("min"), Written(areas));
    }

    private static IEnumerable<(int Index, JsonObject Row, FormUnit Unit)> Units(FormRuleCall call) => call.Rows
        .Select(r => (r.Index, r.Row, Unit: FormJson.Text(r.Row[call.Text("column")]) is { } id ? call.Context.Unit?.Invoke(id) : null))
        .Where(u => u.Unit is not null)
        .Select(u => (u.Index, u.Row, u.Unit!));

    private static string? Wanted(FormRuleCall call) => FormJson.Text(call.Scope.Value(call.Text("field")));

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
