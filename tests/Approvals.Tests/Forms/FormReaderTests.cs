using System.Text;
using Workflows.Approvals.DataFiles;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>A malformed form file names the file, the place and the remedy.</summary>
public class FormReaderTests
{
    private static FileFinding Only(string fields) => Findings(fields).ShouldHaveSingleItem();

    private static IReadOnlyList<FileFinding> Findings(string fields)
    {
        var (form, findings) = FormReader.Read("test.form.json", ShippedForms.Bytes(fields));
        form.ShouldBeNull();
        return findings;
    }

    private static string Field(string rest) => $$"""[{ "key": "a", "type": "text", "label": { "zh": "甲", "en": "A" }, {{rest}} }]""";

    [Fact]
    public void A_syntax_error_is_named_with_its_line()
    {
        var (form, findings) = FormReader.Read("test.form.json", Encoding.UTF8.GetBytes("{\n  \"key\": \"test\",\n  \"title\" }"));

        form.ShouldBeNull();
        var finding = findings.ShouldHaveSingleItem();
        finding.File.ShouldBe("test.form.json");
        finding.Line.ShouldBe(3);
        finding.Remedy.Zh.ShouldContain("语法");
        finding.ToString().ShouldStartWith("test.form.json:3:");
    }

    [Fact]
    public void A_mistyped_member_is_named_with_its_place_and_the_right_name()
    {
        var finding = Only(Field("\n\"requierd\": true"));

        finding.Path.ShouldBe("$.sections[0].fields[0].requierd");
        finding.Line.ShouldBe(6);
        finding.Problem.En.ShouldContain("\"requierd\"");
        finding.Remedy.En.ShouldBe("Did you mean \"required\"?");
    }

    [Fact]
    public void A_mistyped_type_gets_the_nearest_one()
    {
        var finding = Only("""[{ "key": "a", "type": "longtxt", "label": { "zh": "甲", "en": "A" } }]""");

        finding.Path.ShouldBe("$.sections[0].fields[0].type");
        finding.Remedy.En.ShouldContain("longText");
    }

    [Theory]
    [InlineData("""[{ "type": "text", "label": { "zh": "甲", "en": "A" } }]""", "\"key\" is missing")]
    [InlineData("""[{ "key": "a", "type": "text" }]""", "\"label\" is missing")]
    [InlineData("""[{ "key": "a", "type": "text", "label": { "zh": "甲" } }]""", "\"en\" is missing")]
    [InlineData("""[{ "key": "a", "type": "text", "label": "甲" }]""", "Expected an object")]
    [InlineData("""[{ "key": "A b", "type": "text", "label": { "zh": "甲", "en": "A" } }]""", "lower-case letter")]
    [InlineData("""[{ "key": "a", "type": "enum", "label": { "zh": "甲", "en": "A" } }]""", "\"options\" is missing")]
    [InlineData("""[{ "key": "a", "type": "rows", "label": { "zh": "甲", "en": "A" } }]""", "\"fields\" is missing")]
    [InlineData("""[{ "key": "a", "type": "fixedText", "label": { "zh": "甲", "en": "A" } }]""", "\"text\" is missing")]
    [InlineData("""[{ "key": "a", "type": "text", "readOnly": true, "label": { "zh": "甲", "en": "A" } }]""", "without a default")]
    [InlineData("""[{ "key": "a", "type": "int", "many": true, "label": { "zh": "甲", "en": "A" } }]""", "takes no \"many\"")]
    [InlineData("""[{ "key": "a", "type": "int", "default": { "value": "x" }, "label": { "zh": "甲", "en": "A" } }]""", "takes a whole number")]
    [InlineData("""[{ "key": "a", "type": "text", "default": { "from": "aplicant" }, "label": { "zh": "甲", "en": "A" } }]""", "\"aplicant\" is not known")]
    [InlineData("""[{ "key": "a", "type": "text", "label": { "zh": "甲", "en": "A" } }, { "key": "a", "type": "text", "label": { "zh": "乙", "en": "B" } }]""", "used twice")]
    [InlineData("""[{ "key": "a", "key": "a", "type": "text", "label": { "zh": "甲", "en": "A" } }]""", "stands here twice")]
    [InlineData("""{}""", "Expected an array")]
    [InlineData("""[ 7 ]""", "Expected an object")]
    public void What_is_missing_or_wrong_is_said(string fields, string problem) =>
        Findings(fields).ShouldContain(f => f.Problem.En.Contains(problem, StringComparison.Ordinal) && f.Line > 0);

    [Theory]
    [InlineData("""{ "rule": "maxWord", "max": 3, "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Did you mean \"maxWords\"?")]
    [InlineData("""{ "rule": "maxWords", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Add \"max\"")]
    [InlineData("""{ "rule": "maxWords", "max": "3", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Correct the value")]
    [InlineData("""{ "rule": "maxWords", "max": 3, "sentence": { "zh": "短", "en": "short" } }""", "Add \"clause\"")]
    [InlineData("""{ "rule": "maxWords", "max": 3, "clause": "一" }""", "Add \"sentence\"")]
    [InlineData("""{ "rule": "maxWords", "maximum": 3, "max": 3, "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Remove it")]
    [InlineData("""{ "rule": "rowsMax", "max": 3, "strength": "sfot", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Did you mean \"soft\"?")]
    [InlineData("""{ "rule": "allTrue", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "It stands on: bool, boolList")]
    [InlineData("""{ "rule": "requiredWhen", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Add \"when\"")]
    [InlineData("""{ "rule": "requiredWhen", "when": { "field": "b", "is": 1 }, "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Did you mean \"a\"?")]
    [InlineData("""{ "rule": "requiredWhen", "when": { "field": "a" }, "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Write {field or fact")]
    [InlineData("""{ "rule": "requiredWhen", "when": { "fact": "superiorIsEducation", "is": true }, "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "superiorIsEducationAuthority")]
    [InlineData("""{ "rule": "pattern", "pattern": "(a", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Correct the value")]
    [InlineData("""{ "rule": "pattern", "pattern": "(?=a)", "sentence": { "zh": "短", "en": "short" }, "clause": "一" }""", "Correct the value")]
    public void A_rule_that_cannot_work_is_named_with_its_remedy(string rule, string remedy) =>
        Findings(Field($"\"rules\": [{rule}]")).ShouldContain(f => f.Remedy.En.Contains(remedy, StringComparison.Ordinal));

    [Fact]
    public void The_key_is_the_name_of_the_file()
    {
        var (form, findings) = FormReader.Read("other.form.json", ShippedForms.Bytes("[]"));

        form.ShouldBeNull();
        findings.ShouldHaveSingleItem().Remedy.En.ShouldContain("test.form.json");
    }

    [Fact]
    public void A_folder_with_a_broken_form_still_serves_the_others()
    {
        var folder = Directory.CreateTempSubdirectory("forms");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "test.form.json"), ShippedForms.Bytes("[]"));
            File.WriteAllText(Path.Combine(folder.FullName, "broken.form.json"), "{ ]");
            File.WriteAllBytes(Path.Combine(folder.FullName, "binary.form.json"), [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]);
            File.WriteAllText(Path.Combine(folder.FullName, "empty.form.json"), "");

            var forms = FormDefinitions.Load(folder.FullName);

            forms.All.ShouldHaveSingleItem().Key.ShouldBe("test");
            forms.Find("broken").ShouldBeNull();
            forms.Findings.Select(f => f.File).Distinct().ShouldBe(["binary.form.json", "broken.form.json", "empty.form.json"]);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public void A_missing_folder_is_a_finding() =>
        FormDefinitions.Load(Path.Combine(Path.GetTempPath(), "no-such-folder-of-forms")).Findings.ShouldHaveSingleItem().Remedy.En.ShouldNotBeEmpty();

    [Fact]
    public void Any_single_character_taken_away_gives_a_form_or_a_finding_and_never_an_exception()
    {
        var bytes = File.ReadAllBytes(Path.Combine(ShippedForms.Folder, "pilot-site.form.json"));
        for (var i = 0; i < bytes.Length; i += 23)
        {
            var (form, findings) = FormReader.Read("pilot-site.form.json", bytes.Where((_, at) => at != i).ToArray());
            (form is null).ShouldBe(findings.Count > 0, $"without the byte at {i}");
        }
    }
}
