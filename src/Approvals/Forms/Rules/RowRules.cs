using System.Globalization;
using System.Text.Json.Nodes;
using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about lists: how many, which ones twice, in which order.</summary>
internal static class RowRules
{
    private static readonly IReadOnlySet<Field> Lists = FormRules.Of(Field.Rows, Field.EnumList, Field.Text, Field.File);

    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // At least so many entries, or rows in which `where` holds.
        new("rowsMin", Lists, [new("min", Takes.Number)], c => c.Unless(Count(c) >= c.Number("min"), Written(Count(c)))) { SpeaksOfBlank = true, TakesWhere = true },

        // At most so many entries, or rows in which `where` holds.
        new("rowsMax", Lists, [new("max", Takes.Number)], c => c.Unless(Count(c) <= c.Number("max"), Written(Count(c)))) { TakesWhere = true },

        // No entry twice; rows are compared by the columns `by`.
        new("distinct", Lists, [new("by", Takes.Columns, false)], Distinct) { TakesWhere = true },

        // The whole numbers of the column run from 1 without gap or repetition, within each group of equal `within`.
        new("sequence", FormRules.Of(Field.Rows), [new("column", Takes.Column), new("within", Takes.Column, false)], Sequence) { TakesWhere = true },
    ];

    private static int Count(FormRuleCall call) => call.Field.Type == FormFieldType.Rows ? call.Rows.Count() : (call.Value as JsonArray)?.Count ?? 0;

    private static IEnumerable<FormBreach> Distinct(FormRuleCall call)
    {
        var columns = call.Has("by") ? call.Texts("by") : [];
        var entries = call.Field.Type == FormFieldType.Rows
            ? call.Rows.Select(r => (r.Index, Key: Key(columns.Count == 0 ? r.Row : new JsonArray([.. columns.Select(by => r.Row[by]?.DeepClone())]))))
            : ((call.Value as JsonArray) ?? []).Select((item, i) => (Index: i, Key: Key(item)));
        return entries
            .Where(e => e.Key.Length > 0)
            .GroupBy(e => e.Key)
            .SelectMany(same => same.Skip(1))
            .Select(twice => new FormBreach($"{call.Path}[{twice.Index}]", Written(twice.Index + 1)));
    }

    private static string Key(JsonNode? value) => FormJson.IsBlank(value) ? "" : value.ToJsonString();

    private static IEnumerable<FormBreach> Sequence(FormRuleCall call) => call.Rows
        .GroupBy(r => call.Has("within") ? Key(r.Row[call.Text("within")]) : "")
        .Where(group => !group.Select(r => FormJson.Number(r.Row[call.Text("column")]) ?? 0).Order().SequenceEqual(Enumerable.Range(1, group.Count()).Select(n => (decimal)n)))
        .Select(group => new FormBreach(call.Path, string.Join("、", group.Select(r => FormJson.Number(r.Row[call.Text("column")])?.ToString(CultureInfo.InvariantCulture) ?? "—"))));

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
