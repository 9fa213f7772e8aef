using System.Text.Json.Nodes;

namespace Workflows.Approvals.Statistics;

/// <summary>What the master data say of a province: the figures of 附件5 that no unit fills in.</summary>
/// <param name="CentreName">省级社区教育指导服务中心名称.</param>
/// <param name="Cities">地级市数.</param>
/// <param name="Counties">县级市数, read as county-level units (domain §7, Q30).</param>
public sealed record ProvinceFacts(string CentreName, int Cities, int Counties);

/// <summary>The row of a province in 附件5, made from the figures of its counties and cities.</summary>
/// <param name="Values">By column key, as the form <c>institution-statistics</c> names them.</param>
/// <param name="Findings">What does not fit; empty: it may be used.</param>
public sealed record ProvinceRow(JsonObject Values, IReadOnlyList<StatisticsFinding> Findings)
{
    /// <summary>Columns that are sums of the units' figures (columns 3–5, 7–13 and 15 of 附件5).</summary>
    public static IReadOnlyList<string> Sums { get; } =
    [
        "prefectureCentreCount", "higherVocationalCount", "higherVocationalActive", "countyCollegeCount", "secondaryVocationalCount", "secondaryVocationalActive",
        "townshipCount", "communitySchoolCount", "villageCount", "learningPointCount", "trainingPersonTimes",
    ];

    /// <summary>A part and its whole (R55).</summary>
    private static readonly (string Part, string Whole, Label Sentence)[] Parts =
    [
        ("higherVocationalActive", "higherVocationalCount", new("开展社区教育的高等职业院校数（{actual}）大于高等职业院校数（{limit}）", "higher vocational colleges that offer community education ({actual}) exceed all of them ({limit})")),
        ("secondaryVocationalActive", "secondaryVocationalCount", new("开展社区的中等职业学校数（{actual}）大于中等职业学校数（{limit}）", "secondary vocational schools that offer community education ({actual}) exceed all of them ({limit})")),
    ];

    public static ProvinceRow Of(IReadOnlyList<StatisticsSource> sources, ProvinceFacts facts)
    {
        var findings = new List<StatisticsFinding>();
        foreach (var source in sources.Where(s => !s.IsAccepted))
            findings.Add(new("missing", source.UnitId, source.Unit, source.Revision == 0
                ? new($"{source.Unit}尚未填报", $"{source.Unit} has not reported yet")
                : new($"{source.Unit}的填报尚未验收", $"the report of {source.Unit} is not accepted yet")));
        if (sources.Count == 0) findings.Add(new("missing", 0, facts.CentreName, new("还没有县级或市级的填报", "no county or city has reported")));

        // What a unit's own figures say comes first: it names who has to correct them.
        foreach (var source in sources) findings.AddRange(Exceeding(source.Values, source.UnitId, source.Unit));
        var row = Sums.ToDictionary(column => column, column => sources.Sum(s => s.Values.GetValueOrDefault(column)));
        if (findings.All(f => f.Code != "part-above-whole")) findings.AddRange(Exceeding(row, 0, facts.CentreName));
        findings.AddRange(AboveMasterData(row, facts));

        var (funding, people) = (sources.Sum(s => s.Values.GetValueOrDefault("countyFunding")), sources.Sum(s => s.Values.GetValueOrDefault("countyPopulation")));
        var values = new JsonObject
        {
            ["provincialCentreName"] = facts.CentreName,
            ["prefectureCityCount"] = facts.Cities,
            ["countyLevelCount"] = facts.Counties,

            // All funding over all people, never a mean of means (R56).
            ["perCapitaFunding"] = people == 0 ? 0m : Math.Round(funding / people, 2, MidpointRounding.AwayFromZero),
        };
        foreach (var (column, sum) in row) values[column] = sum;
        return new ProvinceRow(values, findings);
    }

    private static IEnumerable<StatisticsFinding> Exceeding(IReadOnlyDictionary<string, decimal> figures, long unitId, string unit) =>
        from part in Parts
        let actual = figures.GetValueOrDefault(part.Part)
        let limit = figures.GetValueOrDefault(part.Whole)
        where actual > limit
        select new StatisticsFinding("part-above-whole", unitId, unit, Filled(part.Sentence, unit, actual, limit), part.Part, actual, limit);

    private static IEnumerable<StatisticsFinding> AboveMasterData(Dictionary<string, decimal> row, ProvinceFacts facts)
    {
        (string Column, int Limit, Label Sentence)[] limits =
        [
            ("prefectureCentreCount", facts.Cities, new("地级社区教育指导中心数（{actual}）大于地级市数（{limit}）", "guidance centres of cities ({actual}) exceed the cities ({limit})")),
            ("countyCollegeCount", facts.Counties, new("县级社区教育学院数（{actual}）大于县级单位数（{limit}）", "county colleges ({actual}) exceed the counties ({limit})")),
        ];
        return from limit in limits
               where limit.Limit > 0 && row[limit.Column] > limit.Limit
               select new StatisticsFinding("above-master-data", 0, facts.CentreName, Filled(limit.Sentence, facts.CentreName, row[limit.Column], limit.Limit), limit.Column, row[limit.Column], limit.Limit);
    }

    private static Label Filled(Label sentence, string unit, decimal actual, decimal limit)
    {
        static string Digits(decimal number) => number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
        var filled = sentence.Filled([new("actual", new(Digits(actual), Digits(actual))), new("limit", new(Digits(limit), Digits(limit)))]);
        return new($"{unit}：{filled.Zh}", $"{unit}: {filled.En}");
    }
}
