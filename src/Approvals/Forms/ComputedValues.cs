using System.Text.Json.Nodes;

namespace Workflows.Approvals.Forms;

/// <summary>What a form's computed values are where its content says it all; dates as <c>yyyy-MM-dd</c>, shares in percent with one decimal.</summary>
internal static class ComputedValues
{
    /// <returns>Empty where the value is not one of these, or cannot be said yet.</returns>
    public static JsonNode? Of(string key, FormDefinition form, JsonObject values, FormCheckContext context) => key switch
    {
        "regionDefaulted" => context.Applicant?.Region is { } own ? FormJson.Text(values["region"]) == own : null,
        "planWordCount" => Words(values["pilotPlan"]),
        "caseCount" => OfKind(values, "case"),
        "courseCount" => OfKind(values, "course"),
        "countyCoverage" => Share(values, "countyCollegeCount", "countyLevelCount"),
        "townshipCoverage" => Share(values, "communitySchoolCount", "townshipCount"),
        "villageCoverage" => Share(values, "learningPointCount", "villageCount"),
        "lessonCount" => Rows(values, "microLessons").Count(),
        "longestLesson" => Longest(values, context),
        "mediaPasses" => FormValidator.Check(form, values, context).Where(IsOfMedia).All(f => f.Strength == FormRuleStrength.Soft),
        "mediaRemarks" => FormValidator.Check(form, values, context).Count(f => IsOfMedia(f) && f.Strength == FormRuleStrength.Soft),
        _ => null,
    };

    private static bool IsOfMedia(FormFinding finding) => finding.Rule.StartsWith("media", StringComparison.Ordinal);

    private static IEnumerable<JsonObject> Rows(JsonObject values, string name) => (values[name] as JsonArray ?? []).OfType<JsonObject>();

    private static int OfKind(JsonObject values, string kind) => Rows(values, "rows").Count(row => FormJson.Text(row["itemKind"]) == kind);

    private static decimal? Share(JsonObject values, string part, string whole) =>
        FormJson.Number(values[part]) is { } some && FormJson.Number(values[whole]) is > 0 and { } all ? Math.Round(100 * some / all, 1, MidpointRounding.AwayFromZero) : null;

    /// <summary>Minutes and seconds of the longest lesson whose file is here.</summary>
    private static string? Longest(JsonObject values, FormCheckContext context)
    {
        var lengths = Rows(values, "microLessons")
            .Select(row => (row["file"] as JsonObject)?["id"]?.ToString() ?? FormJson.Text(row["file"])).OfType<string>()
            .Select(id => context.Attachment?.Invoke(id)?.Media?.Seconds).OfType<double>().ToList();
        return lengths.Count == 0 ? null : TimeSpan.FromSeconds(Math.Round(lengths.Max())).ToString(@"m\:ss", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int Words(JsonNode? value) => value switch
    {
        JsonArray items => items.Sum(Words),
        JsonObject members => members.Sum(m => Words(m.Value)),
        _ => FormJson.Text(value) is { } text ? WordCount.Of(text) : 0,
    };
}
