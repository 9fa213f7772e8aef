using System.Text;
using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>A printed layout that leaves something out, or names what is not there, is told with its place.</summary>
public class FormPrintReaderTests
{
    private const string Row = """{ "line": ["a", "b"] }, { "table": "list", "widths": [2, 1] }, { "within": ["seal"] }""";

    [Fact]
    public void What_is_printed_stands_on_the_sheets()
    {
        var (form, findings) = Read(Row);
        findings.ShouldBeEmpty();
        form!.Print.ShouldHaveSingleItem().Rows.Select(r => r.Kind).ShouldBe([PrintRowKind.Line, PrintRowKind.Table, PrintRowKind.Within]);
        form.Print[0].Rows[1].Widths.ShouldBe([2, 1]);
    }

    [Theory]
    [InlineData("""{ "line": ["a"] }, { "table": "list" }, { "within": ["seal"] }""", "\"b\" stands on no sheet")]
    [InlineData("""{ "line": ["a", "b"] }, { "table": "list" }""", "\"seal\" stands on no sheet")]
    [InlineData(Row + """, { "line": ["a"] }""", "\"a\" stands on the sheets twice")]
    [InlineData(Row + """, { "line": ["hidden"] }""", "\"hidden\" is marked as not printed")]
    [InlineData(Row + """, { "line": ["aa"] }""", "\"aa\" is not known")]
    [InlineData(Row + """, { "line": [{ "hintOf": "seal" }] }""", "\"seal\" is not known")]
    [InlineData(Row + """, { "line": [{ "words": "一", "hintOf": "a" }] }""", "A cell has one of")]
    [InlineData(Row + """, { "lines": ["a"] }""", "A row says how its cells stand")]
    [InlineData(Row + """, { "line": [{ "words": "一" }, { "words": "二" }, { "words": "三" }, { "words": "四" }, { "words": "五" }] }""", "needs 5 columns, here are 4")]
    [InlineData(Row + """, { "name": "一", "rows": [{ "line": [{ "words": "一" }, { "words": "二" }, { "words": "三" }, { "words": "四" }] }] }""", "needs 4 columns, here are 3")]
    [InlineData("""{ "line": ["a", "b"] }, { "table": "list", "widths": [1] }, { "within": ["seal"] }""", "\"widths\" takes 2 here, there are 1")]
    [InlineData("""{ "line": ["a", "b"] }, { "table": "list", "heads": ["一", "二", "三"] }, { "within": ["seal"] }""", "\"heads\" takes 2 here, there are 3")]
    [InlineData("""{ "below": ["a", "b"], "widths": [1, 0] }, { "table": "list" }, { "within": ["seal"] }""", "a whole number above 0")]
    [InlineData("""{ "line": ["a"] }, { "table": "b" }, { "table": "list" }, { "within": ["seal"] }""", "\"b\" is no field of rows")]
    [InlineData("""{ "line": ["a"] }, { "table": "list" }, { "within": ["seal", "b"] }""", "Nothing can follow \"seal\"")]
    public void A_layout_that_cannot_be_printed_is_named(string rows, string problem)
    {
        var (form, findings) = Read(rows);
        form.ShouldBeNull();
        findings.ShouldContain(f => f.Problem.En.Contains(problem, StringComparison.Ordinal) && f.Line > 0, string.Join('\n', findings));
    }

    private static (FormDefinition?, IReadOnlyList<DataFiles.FileFinding>) Read(string rows)
    {
        const string label = "\"label\": { \"zh\": \"甲\", \"en\": \"A\" }";
        var fields = $$"""
            [{ "key": "a", "type": "text", {{label}} }, { "key": "b", "type": "text", {{label}} }, { "key": "hidden", "type": "text", "printed": false, {{label}} },
             { "key": "list", "type": "rows", {{label}}, "fields": [{ "key": "c", "type": "text", {{label}} }, { "key": "d", "type": "text", {{label}} }] }]
            """;
        var form = (JsonObject)JsonNode.Parse(ShippedForms.Bytes(fields))!;
        form["sections"]![0]!["blocks"] = JsonNode.Parse($$"""[{ "key": "seal", {{label}}, "party": "applicant", "needs": ["opinion", "seal"] }]""");
        form["print"] = JsonNode.Parse($$"""[{ "columns": [1, 2, 1, 2], "rows": [{{rows}}] }]""");
        return FormReader.Read("test.form.json", Encoding.UTF8.GetBytes(form.ToJsonString()));
    }
}
