using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>Each rule of the closed set, at its limit and beyond; the cases are those that the other forms need.</summary>
public class FormRuleTests
{
    private static readonly FormCheckContext Context = new() { Today = new(2023, 9, 20), Applicant = new("1", "康平县社区学院", "communityCollege", "county") };

    private const string Words = """ "sentence": { "zh": "不合规定 {actual}", "en": "not right {actual}" }, "clause": "一" """;

    private static string One(string type, string rule, string more = "") =>
        $$"""[{ "key": "a", "type": "{{type}}", "label": { "zh": "甲", "en": "A" } {{more}}, "rules": [ { {{rule}}, {{Words}} } ] }]""";

    private static IReadOnlyList<FormFinding> Check(string fields, string values, FormCheckContext? context = null) =>
        FormValidator.Check(ShippedForms.Of(fields), ShippedForms.Values(values), context ?? Context);

    [Theory]
    [InlineData("maxWords\", \"max\": 3, \"clause", "一二三", true)]
    [InlineData("maxWords\", \"max\": 3, \"clause", "一二三四", false)]
    [InlineData("minWords\", \"min\": 3, \"clause", "一二三", true)]
    [InlineData("minWords\", \"min\": 3, \"clause", "一二", false)]
    [InlineData("email\", \"clause", "a.b@example.org", true)]
    [InlineData("email\", \"clause", "a.b@example", false)]
    [InlineData("mobile\", \"clause", "13000000000", true)]
    [InlineData("mobile\", \"clause", "010-00000000", false)]
    [InlineData("mobile\", \"clause", "130000000001", false)]
    [InlineData("mobile\", \"clause", "12000000000", false)]
    [InlineData("phone\", \"clause", "010-00000000", true)]
    [InlineData("phone\", \"clause", "0411-0000000-123", true)]
    [InlineData("phone\", \"clause", "01000000000", true)]
    [InlineData("phone\", \"clause", "10-00000000", false)]
    [InlineData("pattern\", \"pattern\": \"^\\\\d{4}-H[12]$\", \"clause", "2023-H2", true)]
    [InlineData("pattern\", \"pattern\": \"^\\\\d{4}-H[12]$\", \"clause", "2023-H3", false)]
    [InlineData("registeredName\", \"clause", "康平县社区学院", true)]
    [InlineData("registeredName\", \"clause", "康平社区学院", false)]
    [InlineData("oneOf\", \"values\": [\"MP4\"], \"clause", "MP4", true)]
    [InlineData("oneOf\", \"values\": [\"MP4\"], \"clause", "AVI", false)]
    [InlineData("equals\", \"value\": \"H.264\", \"clause", "H.264", true)]
    [InlineData("equals\", \"value\": \"H.264\", \"clause", "H.265", false)]
    [InlineData("equalsText\", \"text\": \"同意\", \"clause", "同意", true)]
    [InlineData("equalsText\", \"text\": \"同意\", \"clause", "不同意", false)]
    public void A_text_keeps_its_rule(string rule, string value, bool passes)
    {
        var fields = $$"""[{ "key": "a", "type": "text", "label": { "zh": "甲", "en": "A" }, "rules": [ { "rule": "{{rule}}": "一", "sentence": { "zh": "不合", "en": "not right" } } ] }]""";

        Check(fields, $$"""{ "a": "{{value}}" }""").Count.ShouldBe(passes ? 0 : 1);
    }

    [Theory]
    [InlineData("\"rule\": \"range\", \"min\": 1, \"max\": 900", "900", true)]
    [InlineData("\"rule\": \"range\", \"min\": 1, \"max\": 900", "901", false)]
    [InlineData("\"rule\": \"range\", \"min\": 1, \"max\": 900", "0", false)]
    [InlineData("\"rule\": \"range\", \"min\": 1", "１２", true)]
    [InlineData("\"rule\": \"range\", \"min\": 1, \"max\": 2000", "1,200", true)]
    public void A_number_keeps_its_rule(string rule, string value, bool passes) =>
        Check(One("int", rule), $$"""{ "a": "{{value}}" }""").Count.ShouldBe(passes ? 0 : 1);

    [Theory]
    [InlineData("\"rule\": \"notInFuture\"", "2023-09-20", true)]
    [InlineData("\"rule\": \"notInFuture\"", "2023年9月21日", false)]
    [InlineData("\"rule\": \"notBefore\", \"date\": \"2022-06-01\"", "2022/6/1", true)]
    [InlineData("\"rule\": \"notBefore\", \"date\": \"2022-06-01\"", "2022-05-31", false)]
    [InlineData("\"rule\": \"notAfter\", \"date\": \"2023-11-03\"", "2023-11-03", true)]
    [InlineData("\"rule\": \"notAfter\", \"date\": \"2023-11-03\"", "2023-11-04", false)]
    public void A_day_keeps_its_rule(string rule, string value, bool passes) =>
        Check(One("date", rule), $$"""{ "a": "{{value}}" }""").Count.ShouldBe(passes ? 0 : 1);

    [Fact]
    public void A_day_that_the_call_names_is_the_limit_and_stands_in_the_sentence()
    {
        var fields = """[{ "key": "a", "type": "date", "label": { "zh": "甲", "en": "A" }, "rules": [ { "rule": "notBefore", "parameter": "builtFrom", "sentence": { "zh": "须在{call.builtFrom}以后，现为 {actual}", "en": "since {call.builtFrom}" }, "clause": "一" } ] }]""";
        var called = Context with { Parameters = new() { ["builtFrom"] = "2022-06-01" } };

        Check(fields, """{ "a": "2022-06-01" }""", called).ShouldBeEmpty();
        Check(fields, """{ "a": "2022-05-31" }""", called).ShouldHaveSingleItem().Sentence.ShouldBe(new Label("须在2022年6月1日以后，现为 2022-05-31", "since 2022-06-01"));
        Check(fields, """{ "a": "2022-05-31" }""").ShouldBeEmpty("A call that names no day asks for none.");
    }

    [Fact]
    public void A_hint_says_what_the_call_says_and_nothing_where_it_says_nothing()
    {
        var hint = new Label("{call.statisticsFrom}至{call.statisticsTo}", "{call.statisticsFrom} to {call.statisticsTo}");

        (Context with { Parameters = new() { ["statisticsFrom"] = "2022-09-01", ["statisticsTo"] = "2023-09-30" } }).Filled(hint).ShouldBe(new Label("2022年9月1日至2023年9月30日", "2022-09-01 to 2023-09-30"));
        Context.Filled(hint).ShouldBeNull();
        Context.Filled(new Label("照印发的表填写", "As printed"))!.Zh.ShouldBe("照印发的表填写");
    }

    [Fact]
    public void The_application_for_an_evaluation_begins_with_the_number_of_the_calls_standard()
    {
        var called = Context with { Parameters = new() { ["rulesDocument"] = "共同体项目组〔2026〕1号" } };

        FormDefaults.New(ShippedForms.All.Find("evaluation")!, called)["standardVersion"]!.ToString().ShouldBe("共同体项目组〔2026〕1号");
    }

    [Fact]
    public void A_moment_without_an_offset_is_Shanghais()
    {
        Check(One("dateTime", "\"rule\": \"notAfter\", \"date\": \"2023-05-31\""), """{ "a": "2023-05-31T23:50" }""").ShouldBeEmpty();
        Check(One("dateTime", "\"rule\": \"notAfter\", \"date\": \"2023-05-31\""), """{ "a": "2023-05-31T16:30:00Z" }""").Count.ShouldBe(1);
    }

    [Fact]
    public void A_part_is_not_more_than_its_whole_and_a_date_not_before_the_one_beside_it()
    {
        var fields = $$"""
            [
              { "key": "whole", "type": "int", "label": { "zh": "总数", "en": "Whole" } },
              { "key": "part", "type": "int", "label": { "zh": "其中", "en": "Part" }, "rules": [ { "rule": "atMost", "field": "whole", {{Words}} } ] },
              { "key": "period", "type": "group", "label": { "zh": "期间", "en": "Period" }, "fields": [
                { "key": "from", "type": "date", "label": { "zh": "起", "en": "From" } },
                { "key": "to", "type": "date", "label": { "zh": "止", "en": "To" }, "rules": [ { "rule": "notBefore", "field": "from", {{Words}} } ] } ] }
            ]
            """;

        Check(fields, """{ "whole": 10, "part": 10, "period": { "from": "2022-09-01", "to": "2023-09-30" } }""").ShouldBeEmpty();
        Check(fields, """{ "whole": 10, "part": 12, "period": { "from": "2022-09-01", "to": "2022-08-30" } }""").Select(f => f.Path).ShouldBe(["part", "period.to"]);
    }

    [Fact]
    public void One_to_two_options_are_chosen_each_once()
    {
        var fields = $$"""
            [{ "key": "a", "type": "enumList", "label": { "zh": "甲", "en": "A" }, "required": true,
               "options": [ { "key": "x", "label": { "zh": "一", "en": "1" } }, { "key": "y", "label": { "zh": "二", "en": "2" } }, { "key": "z", "label": { "zh": "三", "en": "3" } } ],
               "rules": [ { "rule": "rowsMin", "min": 1, {{Words}} }, { "rule": "rowsMax", "max": 2, {{Words}} }, { "rule": "distinct", {{Words}} } ] }]
            """;

        Check(fields, """{ "a": ["x"] }""").ShouldBeEmpty();
        Check(fields, """{ "a": "x" }""").ShouldBeEmpty();
        Check(fields, """{ "a": ["x", "y"] }""").ShouldBeEmpty();
        Check(fields, """{ "a": [] }""").ShouldHaveSingleItem().Rule.ShouldBe("rowsMin");
        Check(fields, """{ "a": ["x", "y", "z"] }""").ShouldHaveSingleItem().Sentence.Zh.ShouldBe("不合规定 3");
        Check(fields, """{ "a": ["x", "x"] }""").ShouldHaveSingleItem().Path.ShouldBe("a[1]");
        Check(fields, """{ "a": ["x", "w"] }""").ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Path.ShouldBe("a[1]"), f => f.Rule.ShouldBe("option"));
    }

    [Fact]
    public void Rows_are_counted_where_the_condition_holds_and_ranks_run_without_a_gap()
    {
        var fields = $$"""
            [{ "key": "items", "type": "rows", "label": { "zh": "项目", "en": "Items" },
               "fields": [
                 { "key": "kind", "type": "enum", "label": { "zh": "类别", "en": "Kind" }, "options": [ { "key": "case", "label": { "zh": "案例", "en": "Case" } }, { "key": "course", "label": { "zh": "课程", "en": "Course" } } ] },
                 { "key": "rank", "type": "int", "label": { "zh": "序号", "en": "Rank" } } ],
               "rules": [
                 { "rule": "rowsMax", "max": 2, "where": { "field": "kind", "is": "case" }, "strength": "soft", {{Words}} },
                 { "rule": "sequence", "column": "rank", "within": "kind", {{Words}} } ] }]
            """;

        Check(fields, """{ "items": [ {"kind":"case","rank":2}, {"kind":"case","rank":1}, {"kind":"course","rank":1} ] }""").ShouldBeEmpty();
        var over = Check(fields, """{ "items": [ {"kind":"case","rank":1}, {"kind":"case","rank":2}, {"kind":"case","rank":3} ] }""");
        over.ShouldHaveSingleItem().Strength.ShouldBe(FormRuleStrength.Soft);
        FormValidator.Passes(over).ShouldBeTrue();
        var gap = Check(fields, """{ "items": [ {"kind":"case","rank":1}, {"kind":"case","rank":3}, {"kind":"course","rank":1} ] }""");
        gap.ShouldHaveSingleItem().Rule.ShouldBe("sequence");
        FormValidator.Passes(gap).ShouldBeFalse();
    }

    [Fact]
    public void A_rule_bites_only_while_its_condition_holds()
    {
        var fields = $$"""
            [{ "key": "lessons", "type": "rows", "label": { "zh": "微课", "en": "Lessons" }, "fields": [
               { "key": "kind", "type": "text", "label": { "zh": "类型", "en": "Kind" } },
               { "key": "codec", "type": "text", "label": { "zh": "编码", "en": "Codec" }, "rules": [ { "rule": "equals", "value": "H.264", "when": { "field": "kind", "isNot": "audio" }, {{Words}} } ] } ] }]
            """;

        Check(fields, """{ "lessons": [ {"kind":"audio","codec":"AAC"}, {"kind":"video","codec":"H.264"} ] }""").ShouldBeEmpty();
        Check(fields, """{ "lessons": [ {"kind":"audio","codec":"AAC"}, {"kind":"video","codec":"H.265"} ] }""").ShouldHaveSingleItem().Path.ShouldBe("lessons[1].codec");
    }

    [Fact]
    public void The_words_of_a_plan_are_counted_over_all_its_parts()
    {
        var fields = $$"""
            [{ "key": "plan", "type": "group", "label": { "zh": "方案", "en": "Plan" }, "required": true,
               "fields": [ { "key": "name", "type": "text", "required": true, "label": { "zh": "名称", "en": "Name" } }, { "key": "steps", "type": "longText", "required": true, "label": { "zh": "步骤", "en": "Steps" } } ],
               "rules": [ { "rule": "minWords", "min": 6, {{Words}} } ] }]
            """;

        Check(fields, """{ "plan": { "name": "一二三", "steps": "四五六" } }""").ShouldBeEmpty();
        Check(fields, """{ "plan": { "name": "一二三", "steps": "四五" } }""").ShouldHaveSingleItem().Rule.ShouldBe("minWords");
        Check(fields, """{ "plan": { "name": "一二三四五六" } }""").ShouldHaveSingleItem().Path.ShouldBe("plan.steps");
        Check(fields, "{}").ShouldHaveSingleItem().Rule.ShouldBe("required");
    }

    [Fact]
    public void Attachments_are_judged_by_what_is_stored()
    {
        var fields = $$"""
            [{ "key": "a", "type": "file", "label": { "zh": "图片", "en": "Picture" },
               "rules": [ { "rule": "fileKind", "extensions": ["jpg", "png"], {{Words}} }, { "rule": "fileMaxMegabytes", "max": 2, {{Words}} } ] }]
            """;
        var stored = Context with { Attachment = id => id == "5" ? new("5", "封面.png", 3_000_000) : null };

        Check(fields, """{ "a": { "id": "5", "name": "封面.PNG", "size": 100 } }""").ShouldBeEmpty();
        Check(fields, """{ "a": { "id": "5", "name": "封面.png", "size": 100 } }""", stored).ShouldHaveSingleItem().Rule.ShouldBe("fileMaxMegabytes");
        Check(fields, """{ "a": 6 }""", stored).ShouldHaveSingleItem().Rule.ShouldBe("file");
        Check(fields, """{ "a": { "id": "5", "path": "/etc/passwd" } }""", stored).ShouldHaveSingleItem().Rule.ShouldBe("type");
    }

    [Fact]
    public void An_organisation_is_looked_up_and_its_level_is_checked()
    {
        var fields = One("unit", "\"rule\": \"unitLevel\", \"levels\": [\"county\", \"township\", \"village\"]");
        var context = Context with { Unit = id => id == "2" ? new("2", "沈阳开放大学", "openUniversity", "city") : null };

        Check(fields, """{ "a": 1 }""", context).ShouldBeEmpty();
        Check(fields, """{ "a": "2" }""", context).ShouldHaveSingleItem().Rule.ShouldBe("unitLevel");
        Check(fields, """{ "a": "3" }""", context).ShouldHaveSingleItem().Rule.ShouldBe("unit");
    }

    [Fact]
    public void Decimal_places_are_limited()
    {
        var fields = """[{ "key": "a", "type": "decimal", "label": { "zh": "经费", "en": "Funds" } }]""";

        Check(fields, """{ "a": 4.00 }""").ShouldBeEmpty();
        Check(fields, """{ "a": 6.667 }""").ShouldHaveSingleItem().Rule.ShouldBe("decimals");
        Check(fields, """{ "a": 1e400 }""").ShouldHaveSingleItem().Rule.ShouldBe("type");
    }

    [Fact]
    public void Whoever_may_not_change_a_field_does_not_change_it()
    {
        var form = ShippedForms.Of("""
            [ { "key": "a", "type": "text", "required": true, "label": { "zh": "甲", "en": "A" } },
              { "key": "b", "type": "text", "required": true, "party": "province", "label": { "zh": "乙", "en": "B" } } ]
            """);
        var stored = Context with { Stored = ShippedForms.Values("""{ "a": "一" }""") };

        FormValidator.Check(form, ShippedForms.Values("""{ "a": "一" }"""), stored).ShouldBeEmpty();
        FormValidator.Check(form, ShippedForms.Values("""{ "a": "一", "b": "二" }"""), stored).ShouldHaveSingleItem().Rule.ShouldBe("rights");
        var province = stored with { Party = "province", Rights = new Dictionary<string, FormFieldRight> { ["a"] = FormFieldRight.Read } };
        FormValidator.Check(form, ShippedForms.Values("""{ "a": "改", "b": "二" }"""), province).ShouldHaveSingleItem().Path.ShouldBe("a");
        FormValidator.Check(form, ShippedForms.Values("""{ "b": "二" }"""), province).ShouldBeEmpty();
        ((string?)FormValues.Complete(form, ShippedForms.Values("""{ "b": "二" }"""), province)["a"]).ShouldBe("一");
        FormValidator.Check(form, [], province with { Rights = new Dictionary<string, FormFieldRight> { ["b"] = FormFieldRight.Require } }).Select(f => f.Path).ShouldBe(["a", "b"]);
    }
}
