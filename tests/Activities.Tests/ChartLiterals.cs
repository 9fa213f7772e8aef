using System.Reflection;
using System.Text.RegularExpressions;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities.Tests;

/// <summary>
/// What a box says that is for its call to say (R80): dates, counts, quotas, mailboxes, channels, and whom it concerns by name. A chart names parties by their part
/// (<c>applicant</c>, <c>collector</c>), and dates and counts by the parameter of the call that holds them. Descriptions and clauses are notes and not looked at.
/// </summary>
internal static partial class ChartLiterals
{
    public static readonly string[] OfEveryBox = ["id", "nodeId", "name", "type", "version", "customProperties", "metadata"];

    /// <summary>The parts that the domain knows, and the words that the palette offers besides.</summary>
    private static readonly HashSet<string> Parts =
    [
        .. new[] { typeof(Parties), typeof(CentreParties) }.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!),
        "countyCentre", "cityCentre", "provincialCentre", "county", "city", "province", "audience", "",
    ];

    /// <summary>Full and short names of the organisations and areas that the demo data knows.</summary>
    private static readonly string[] Names =
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(World.SourceFolder(), "src", "Host", "Demo", "demo.json")))!["organisations"]!.AsArray().SelectMany(o => new[] { o!["fullName"]!.ToString(), o["shortName"]!.ToString() }),
        "辽宁", "浙江", "上海", "湖北", "沈阳", "鞍山", "丹东", "辽阳", "杭州", "终身学习网",
    ];

    /// <returns>A line for each input that says such a thing.</returns>
    public static IEnumerable<string> OfTheCall(JsonObject box) =>
        from member in box
        where !OfEveryBox.Contains(member.Key) && member.Key != "clause" && member.Value is not null
        let said = Said(member.Key, member.Value).FirstOrDefault(text => IsOfTheCall(member.Key, text))
        where said is not null
        select $"{box["id"]}.{member.Key}: {said}";

    private static bool IsOfTheCall(string input, string text) => input switch
    {
        "party" or "recipients" or "receiver" => !Parts.Contains(text),
        "unit" or "callCode" => text.Length > 0,
        _ => DateOrCount().IsMatch(Harmless().Replace(text, "")) || Address().IsMatch(text) || Array.Exists(Names, name => text.Contains(name, StringComparison.Ordinal)),
    };

    /// <summary>The texts of an input; of a switch its conditions, whose labels are names of arrows.</summary>
    private static IEnumerable<string> Said(string input, JsonNode value) => value switch
    {
        JsonArray cases when input == "cases" => cases.Select(c => c!["condition"]!["value"]!.ToString()),
        JsonObject of => [of["expression"]?["value"] switch { null => "", JsonValue text => text.ToString(), var other => other.ToJsonString() }],
        _ => [value.ToString()],
    };

    /// <summary>Any digit in any script, a new date, and Chinese numbers that count something.</summary>
    [GeneratedRegex(@"\p{Nd}|Date|[一二三四五六七八九十百千两]+(年|月|日|天|周|届|个|名|次|项|件|份|家|所|分|元)")]
    private static partial Regex DateOrCount();

    /// <summary>The year at the head of a date that the call gave, and “none of them”.</summary>
    [GeneratedRegex(@"\.substring\(0, 4\)|== '0'")]
    private static partial Regex Harmless();

    [GeneratedRegex(@"@|https?:|www\.")]
    private static partial Regex Address();
}
