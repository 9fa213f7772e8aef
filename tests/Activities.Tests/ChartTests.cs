using System.Reflection;
using System.Text.RegularExpressions;

namespace Workflows.Activities.Tests;

/// <summary>The shipped charts as an administrator finds them: every box known, every outcome connected, every input existing, nothing overlapping.</summary>
public partial class ChartTests
{
    private static readonly Dictionary<string, Type> Types =
        typeof(FillForm).Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(IActivity)) && !t.IsAbstract).ToDictionary(t => $"Approvals.{t.Name}");

    private static readonly string[] OfEveryBox = ChartLiterals.OfEveryBox;

    public static TheoryData<string> Charts => [.. Directory
        .EnumerateFiles(Path.Combine(World.SourceFolder(), "workflows"), "*.json")
        .Select(f => Path.GetFileName(f)).Where(f => f.Count(c => c == '.') == 1)];

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_box_has_a_Chinese_name(string file) =>
        Boxes(file).Where(box => !box["metadata"]!["displayText"]!.ToString().Any(c => c > '一')).Select(Id).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Charts))]
    public void The_description_of_every_box_names_the_clause_it_comes_from(string file) =>
        Boxes(file).Where(box => !NamesItsSource(Description(box))).Select(box => $"{Id(box)}: {Description(box)}").ShouldBeEmpty(
            "Begin it with the clause, e.g. 009 七.2：…, 管理办法第八条(1)：…, 附件4 …; where no document asks for the step, with 系统约定：…, and the rule if there is one.");

    [Theory]
    [InlineData("009 七.2：截止前未提交", true)]
    [InlineData("管理办法第八条(1) 经项目组研究决定", true)]
    [InlineData("违反“原则上”的规定，由项目组负责人说明理由（管理办法第九、十条）", true)]
    [InlineData("附件4 申报意见：县级", true)]
    [InlineData("指南 三(二).2：列入待排序", true)]
    [InlineData("辽社指[2021]4号 四.1：活动周方案", true)]
    [InlineData("系统约定（R22）：撤回，印章作废", true)]
    [InlineData("通知结果与理由", false)]
    [InlineData("三(二).3、4", false)]
    [InlineData("F-23 推荐情况", false)]
    [InlineData("中成协：另行通知", false)]
    [InlineData("", false)]
    public void A_description_without_a_clause_is_found(string description, bool names) => NamesItsSource(description).ShouldBe(names);

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_input_and_output_that_a_box_sets_exists(string file)
    {
        foreach (var box in Boxes(file).Where(b => Types.ContainsKey(Type(b))))
        {
            var known = Types[Type(box)].GetProperties().Where(p => p.PropertyType.IsAssignableTo(typeof(Input)) || p.PropertyType.IsAssignableTo(typeof(Output))).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);
            box.Select(m => m.Key).Except(OfEveryBox).Except(known).ShouldBeEmpty($"{Id(box)} of type {Type(box)}");
        }
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_outcome_leads_somewhere_and_no_port_is_invented(string file)
    {
        var connections = Connections(file);
        foreach (var box in Boxes(file))
        {
            var drawn = connections.Where(c => c.Source == Id(box)).Select(c => c.Port).ToList();
            drawn.ShouldBe(Ports(box), ignoreOrder: true, $"ports of {Id(box)}");
        }
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_box_can_be_reached(string file)
    {
        var connections = Connections(file);
        var reached = new HashSet<string> { Id(Boxes(file)[0]) };
        while (connections.Any(c => reached.Contains(c.Source) && reached.Add(c.Target)))
        {
        }

        Boxes(file).Select(Id).Except(reached).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void No_two_boxes_overlap_and_the_chart_reads_from_top_to_bottom(string file)
    {
        var boxes = Boxes(file).Select(b => (Id: Id(b), At: b["metadata"]!["designer"]!["position"]!, Size: b["metadata"]!["designer"]!["size"]!)).ToList();
        foreach (var (one, index) in boxes.Select((b, i) => (b, i)))
            foreach (var other in boxes.Skip(index + 1))
                (Apart(one.At["x"]!, one.Size["width"]!, other.At["x"]!, other.Size["width"]!) || Apart(one.At["y"]!, one.Size["height"]!, other.At["y"]!, other.Size["height"]!))
                    .ShouldBeTrue($"{one.Id} and {other.Id} overlap");
        boxes.Min(b => (int)b.At["y"]!).ShouldBe((int)boxes[0].At["y"]!);

        static bool Apart(JsonNode from, JsonNode size, JsonNode otherFrom, JsonNode otherSize) =>
            (int)from + (int)size <= (int)otherFrom || (int)otherFrom + (int)otherSize <= (int)from;
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void What_is_dated_counted_or_named_stands_in_the_call_and_never_in_a_chart(string file)
    {
        Boxes(file).SelectMany(ChartLiterals.OfTheCall).ShouldBeEmpty("It belongs to the call (R80).");
        (JsonNode.Parse(File.ReadAllText(Path.Combine(World.SourceFolder(), "workflows", file)))!["variables"]?.AsArray() ?? []).ShouldAllBe(v => string.IsNullOrEmpty(v!["value"]!.ToString()));
    }

    [Theory]
    [InlineData("due", "2023-05-31")]
    [InlineData("due", "5月31日")]
    [InlineData("within", "20")]
    [InlineData("message", "本省至多５项")]
    [InlineData("question", "三年周期已届满。续签吗？")]
    [InlineData("title", "辽宁省典型案例")]
    [InlineData("note", "请送辽宁省社区教育指导中心")]
    [InlineData("note", "请发至 office@example.org")]
    [InlineData("note", "在辽宁终身学习网公布")]
    [InlineData("party", "449376052838852524")]
    [InlineData("recipients", "liaoyang-ou")]
    [InlineData("receiver", "辽宁省教育厅")]
    [InlineData("unit", "449376052838852524")]
    [InlineData("callCode", "PS-LN")]
    [InlineData("due", "new Date().getFullYear() + 1")]
    public void A_literal_that_belongs_to_the_call_is_found(string input, string value)
    {
        var box = new JsonObject { ["id"] = "box", ["type"] = "Approvals.CopyTo", [input] = new JsonObject { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } } };

        ChartLiterals.OfTheCall(box).ShouldHaveSingleItem().ShouldStartWith($"box.{input}");
    }

    /// <summary>
    /// A seal comes after an opinion in the same block (R24). Walking back from the seal against the arrows, the first opinion or signature met is one of its block.
    /// </summary>
    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_seal_follows_an_opinion_of_its_block(string file)
    {
        var boxes = Boxes(file);
        foreach (var seal in boxes.Where(b => Type(b) == "Approvals.ApplySeal"))
        {
            var before = Askers(Id(seal));
            before.ShouldNotBeEmpty();
            before.ShouldAllBe(b => (Type(b) == "Approvals.OpinionTask" || Type(b) == "Approvals.SignDocument") && Literal(b, "block") == Literal(seal, "block"));
        }

        List<JsonObject> Askers(string target) => [.. Connections(file).Where(c => c.Target == target).Select(c => boxes.Single(b => Id(b) == c.Source))
            .SelectMany(b => Type(b) is "Approvals.IssueDocument" or "Approvals.SetCaseStatus" ? Askers(Id(b)) : [b])];
    }

    [Fact]
    public void Nothing_is_published_past_the_filing()
    {
        Into("publish").ShouldBe(["meeting"]);
        Into("meeting").ShouldBe(["filing"]);

        static IEnumerable<string> Into(string box) => Connections("batch-decision.json").Where(c => c.Target == box).Select(c => c.Source).Distinct();
    }

    private static List<string> Ports(JsonObject box) => Type(box) switch
    {
        "Elsa.FlowSwitch" => [.. box["cases"]!.AsArray().Select(c => c!["label"]!.ToString()), "Default"],
        "Elsa.End" or "Elsa.Fault" => [],
        "Approvals.DecisionTask" => [.. JsonNode.Parse(box["choices"]!["expression"]!["value"]!.ToString())!.AsArray().Select(c => c!.ToString())],
        var own => Types.GetValueOrDefault(own).ShouldNotBeNull($"{Id(box)} has the unknown type {own}").GetCustomAttribute<FlowNodeAttribute>()?.Outcomes
            .Where(o => IsUsed(o, own, box)).ToList() ?? [],
    };

    /// <summary>Some outcomes come only with a setting, and are drawn only there.</summary>
    private static bool IsUsed(string outcome, string type, JsonObject box) => (outcome, type) switch
    {
        ("Recalled", "Approvals.FillForm") => Literal(box, "withdrawable") != "False",
        ("Recalled", _) => Literal(box, "recallable") == "True",
        ("Interim", _) => Literal(box, "rhythm") is { Length: > 0 },
        ("Reject", _) => Literal(box, "rejectable") != "False",
        ("Expired", "Approvals.SignDocument") => Literal(box, "within") is { Length: > 0 },
        ("NeedsOverride", "Approvals.ValidateForm") => Literal(box, "override") == "True",
        ("Blocked", "Approvals.PublishList") => Literal(box, "kind") is null or "",
        _ => true,
    };

    private static List<JsonObject> Boxes(string file) => [.. Chart(file)["activities"]!.AsArray().Select(a => (JsonObject)a!)];

    private static List<(string Source, string Port, string Target)> Connections(string file) =>
        [.. Chart(file)["connections"]!.AsArray().Select(c => (c!["source"]!["activity"]!.ToString(), c["source"]!["port"]!.ToString(), c["target"]!["activity"]!.ToString()))];

    private static JsonNode Chart(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(World.SourceFolder(), "workflows", file)))!["root"]!;

    private static bool NamesItsSource(string description) => Source().IsMatch(description);

    private static string Description(JsonObject box) => box["metadata"]!["description"]?.ToString() ?? "";

    private static string Id(JsonObject box) => box["id"]!.ToString();

    private static string Type(JsonObject box) => box["type"]!.ToString();

    private static string? Literal(JsonObject box, string input) => box[input]?["expression"]?["value"]?.ToString();

    /// <summary>An article, an annex, a section of 009, 010 or the guide, a document by its number, or a rule of the program's own.</summary>
    [GeneratedRegex(@"第[一二三四五六七八九十、至]+条|附件\d|\b0(09|10)(号)? ?(附件|[一二三四五六七八])|指南 ?[一二三四]|(中成协|辽社指|浙成职协)[\[〔]\d{4}[\]〕]\d+号|系统约定|\bR\d+")]
    private static partial Regex Source();
}
