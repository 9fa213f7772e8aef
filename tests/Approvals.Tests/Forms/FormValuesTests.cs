using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>Whatever a client sends is read without an exception, and comes into one shape.</summary>
public class FormValuesTests
{
    private static readonly FormDefinition Everything = ShippedForms.Of("""
        [
          { "key": "text", "type": "text", "required": true, "label": { "zh": "一", "en": "1" }, "rules": [ { "rule": "maxWords", "max": 3, "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "phones", "type": "text", "many": true, "label": { "zh": "二", "en": "2" }, "rules": [ { "rule": "phone", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }, { "rule": "distinct", "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "long", "type": "longText", "label": { "zh": "三", "en": "3" }, "rules": [ { "rule": "minWords", "min": 3, "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "int", "type": "int", "label": { "zh": "四", "en": "4" }, "rules": [ { "rule": "range", "min": 1, "max": 5, "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "decimal", "type": "decimal", "label": { "zh": "五", "en": "5" }, "rules": [ { "rule": "atMost", "field": "int", "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "date", "type": "date", "label": { "zh": "六", "en": "6" }, "rules": [ { "rule": "notInFuture", "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "moment", "type": "dateTime", "label": { "zh": "七", "en": "7" }, "rules": [ { "rule": "notBefore", "field": "date", "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "one", "type": "enum", "extensible": true, "label": { "zh": "八", "en": "8" }, "options": [ { "key": "x", "label": { "zh": "一", "en": "1" } } ], "rules": [ { "rule": "exactlyOne", "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "several", "type": "enumList", "label": { "zh": "九", "en": "9" }, "options": [ { "key": "x", "label": { "zh": "一", "en": "1" } } ], "rules": [ { "rule": "oneOf", "values": ["x"], "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "yes", "type": "bool", "label": { "zh": "十", "en": "10" }, "rules": [ { "rule": "allTrue", "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "ticks", "type": "boolList", "required": true, "label": { "zh": "十一", "en": "11" }, "options": [ { "key": "1", "label": { "zh": "一", "en": "1" } }, { "key": "2", "label": { "zh": "二", "en": "2" } } ], "rules": [ { "rule": "allTrue", "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "unit", "type": "unit", "freeText": true, "label": { "zh": "十二", "en": "12" }, "rules": [ { "rule": "unitKind", "kinds": ["a"], "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "files", "type": "file", "many": true, "underSeal": true, "label": { "zh": "十三", "en": "13" }, "rules": [ { "rule": "fileKind", "extensions": ["pdf"], "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "rows", "type": "rows", "label": { "zh": "十四", "en": "14" }, "fields": [ { "key": "text", "type": "text", "required": true, "label": { "zh": "一", "en": "1" } }, { "key": "int", "type": "int", "label": { "zh": "二", "en": "2" } } ],
            "rules": [ { "rule": "distinct", "by": ["text"], "sentence": { "zh": "短", "en": "short" }, "clause": "一" }, { "rule": "sequence", "column": "int", "within": "text", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }, { "rule": "rowsMin", "min": 2, "where": { "field": "int", "filled": true }, "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] },
          { "key": "group", "type": "group", "label": { "zh": "十五", "en": "15" }, "fields": [ { "key": "text", "type": "text", "label": { "zh": "一", "en": "1" }, "rules": [ { "rule": "requiredWhen", "when": { "any": [ { "field": "yes", "is": true }, { "field": "group.int", "in": [1, 2] } ] }, "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] }, { "key": "int", "type": "int", "label": { "zh": "二", "en": "2" } } ] },
          { "key": "pledge", "type": "fixedText", "label": { "zh": "十六", "en": "16" }, "text": { "zh": "我单位承诺。", "en": "We pledge." }, "rules": [ { "rule": "equalsText", "sentence": { "zh": "短", "en": "short" }, "clause": "一" } ] }
        ]
        """);

    private static readonly FormCheckContext Context = new()
    {
        Today = new(2023, 5, 29),
        Applicant = new("1", "单位", "a", "county"),
        Unit = id => id == "2" ? new("2", "另一单位", "b", "city") : null,
        Attachment = id => id == "3" ? new("3", "a.pdf", 1) : null,
    };

    /// <summary>JSON of any kind, aimed at the fields of the form: texts that cannot be decoded, members twice, numbers beyond range, deep nests.</summary>
    private sealed record AnyJson(string Text);

    private static class Generators
    {
        private static readonly string[] Leaves =
        [
            "null", "true", "false", "0", "-1", "1.50", "1e400", "-1e-400", "99999999999999999999999999999999999", "\"\"", "\"  \"", "\"x\"", "\"１２，５００\"", "\"1.5\"",
            "\"2023-05-29\"", "\"2023年13月40日\"", "\"9999-12-31T23:59:59-08:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\ufffe\"",
            "\"13000000000、010-00000000\"", "\"我单位承诺。\"", "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "{\"id\":\"3\"}", "{\"id\":3,\"size\":1e300}", "[]", "{}", "[[[[[]]]]]", "{\"unreadable\":true}",
        ];

        private static readonly string[] Keys =
            ["text", "phones", "long", "int", "decimal", "date", "moment", "one", "several", "yes", "ticks", "unit", "files", "rows", "group", "pledge", "$", "constructor", "甲", "\\u0000"];

        public static Arbitrary<AnyJson> Json() => Arb.From(Gen.Sized(size => Members(Math.Min(size, 12), 3)).Select(text => new AnyJson(text)));

        private static Gen<string> Members(int size, int depth) =>
            from count in Gen.Choose(0, size)
            from members in Gen.ArrayOf(from key in Gen.Elements(Keys) from value in Value(size, depth) select $"\"{key}\":{value}", count)
            select "{" + string.Join(',', members) + "}";

        private static Gen<string> Value(int size, int depth) => depth == 0
            ? Gen.Elements(Leaves)
            : Gen.Frequency(
                (5, Gen.Elements(Leaves)),
                (1, from count in Gen.Choose(0, 4) from items in Gen.ArrayOf(Value(size / 2, depth - 1), count) select "[" + string.Join(',', items) + "]"),
                (1, Members(size / 2, depth - 1)));
    }

    private static JsonObject Parse(AnyJson json) => (JsonObject)JsonNode.Parse(json.Text)!;

    [Property(Arbitrary = [typeof(Generators)], MaxTest = 2000)]
    private void Any_json_is_checked_and_hashed_without_an_exception(AnyJson json)
    {
        foreach (var form in new[] { Everything, ShippedForms.PilotSite, ShippedForms.ScoreSheet })
        {
            FormValidator.Check(form, Parse(json), Context);
            FormContent.Hash(form, Parse(json)).Length.ShouldBe(64);
            FormContent.ChangedFields(form, Parse(json), []);
        }
    }

    [Fact]
    public void A_group_in_a_list_of_one_is_that_group() =>
        FormValues.Normalise(Everything, (JsonObject)JsonNode.Parse("""{ "group": [ { "int": "２", "text": " 一 " } ] }""")!).ToJsonString()
            .ShouldBe(FormValues.Normalise(Everything, (JsonObject)JsonNode.Parse("""{ "group": { "text": "一", "int": 2 } }""")!).ToJsonString());

    [Property(Arbitrary = [typeof(Generators)], MaxTest = 1000)]
    private void Normalising_twice_is_normalising_once(AnyJson json)
    {
        var once = FormValues.Normalise(Everything, Parse(json));

        FormValues.Normalise(Everything, once).ToJsonString().ShouldBe(once.ToJsonString());
    }

    [Property(Arbitrary = [typeof(Generators)], MaxTest = 1000)]
    private void Normalised_values_have_the_findings_and_the_hash_of_the_entered_ones(AnyJson json)
    {
        var once = FormValues.Normalise(Everything, Parse(json));

        FormValidator.Check(Everything, once, Context).ShouldBe(FormValidator.Check(Everything, Parse(json), Context));
        FormContent.Hash(Everything, once).ShouldBe(FormContent.Hash(Everything, Parse(json)));
        FormContent.ChangedFields(Everything, Parse(json), once).ShouldSatisfyAllConditions(c => c.UnderSeal.ShouldBeEmpty(), c => c.Free.ShouldBeEmpty());
    }

    [Fact]
    public void A_nest_deeper_than_any_form_is_refused_and_not_followed()
    {
        JsonNode nest = new JsonArray();
        for (var i = 0; i < 5_000; i++)
        {
            nest = new JsonArray(nest);
        }

        FormValidator.Check(Everything, new() { ["rows"] = nest }, Context).ShouldContain(f => f.Path.StartsWith("rows", StringComparison.Ordinal));
    }

    [Fact]
    public void A_member_sent_twice_is_refused_in_words() =>
        FormValidator.Check(Everything, ShippedForms.Values("""{ "text": "一", "text": "二" }"""), Context).ShouldHaveSingleItem().Sentence.Zh.ShouldContain("重复");

    [Fact]
    public void Entries_come_into_one_shape()
    {
        var shaped = FormValues.Normalise(Everything, ShippedForms.Values("""
            { "text": "  甲\t乙 ", "phones": "13000000000，010-00000000", "long": "一\r\n二\u0000 ", "int": "１２", "decimal": "1,200.50", "date": "２０２３年５月２９日",
              "moment": "2023-05-29T01:00:00Z", "one": ["x"], "several": "x", "yes": "是", "unit": 7, "files": "3", "rows": [ {"text":""}, {"text":"一"} ], "pledge": true, "more": 1 }
            """));

        shaped.ToJsonString(Json.Options).ShouldBe(
            """{"text":"甲 乙","phones":["13000000000","010-00000000"],"long":"一\n二","int":12,"decimal":1200.50,"date":"2023-05-29","moment":"2023-05-29T09:00:00+08:00","one":"x","several":["x"],"yes":true,"unit":"7","files":[{"id":"3"}],"rows":[{},{"text":"一"}],"pledge":"我单位承诺。","more":1}""");
    }

    [Fact]
    public void Nothing_entered_is_lost_when_it_cannot_be_read()
    {
        var shaped = FormValues.Normalise(Everything, ShippedForms.Values("""{ "int": "十二", "date": "去年", "one": ["x","y"], "typo": "一" }"""));

        shaped.ToJsonString(Json.Options).ShouldBe("""{"int":"十二","date":"去年","one":["x","y"],"typo":"一"}""");
    }

    [Fact]
    public void The_hash_does_not_depend_on_the_order_of_members_or_the_way_of_writing()
    {
        var one = FormContent.Hash(Everything, ShippedForms.Values("""{ "text": "甲", "decimal": 1.50, "date": "2023-05-29", "rows": [ { "text": "一", "int": 1 } ] }"""));

        FormContent.Hash(Everything, ShippedForms.Values("""{ "rows": [ { "int": "１", "text": " 一" } ], "date": "2023年5月29日", "decimal": "1.5", "text": "甲 " }""")).ShouldBe(one);
        FormContent.Hash(Everything, ShippedForms.Values("""{ "text": "甲", "decimal": 1.51, "date": "2023-05-29", "rows": [ { "text": "一", "int": 1 } ] }""")).ShouldNotBe(one);
    }

    [Fact]
    public void The_hash_stays_what_it_was_in_earlier_versions() =>
        FormContent.Hash(ShippedForms.PilotSite, ShippedForms.Values("""{ "region": "northeast", "communityLevel": "county", "phone": "13000000000" }"""))
            .ShouldBe("5b8940d3aafcfcf134e74eadad54839d34b4436b817836966d4d15d8a66a48df");
}
