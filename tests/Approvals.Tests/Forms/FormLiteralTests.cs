using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>What is dated is for the call to say (R80), in a form as in a chart: a rule takes the name of a parameter, words take <c>{call.name}</c>.</summary>
public partial class FormLiteralTests
{
    /// <summary>Citations, and what is printed word for word.</summary>
    private static readonly string[] Quoted = ["clause", "document", "text"];

    public static TheoryData<string> Forms => [.. Directory.EnumerateFiles(ShippedForms.Folder, "*.form.json").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_date_stands_in_a_form(string file) =>
        Dates(JsonNode.Parse(File.ReadAllText(Path.Combine(ShippedForms.Folder, file)))).ShouldBeEmpty("It belongs to the call (R80).");

    [Theory]
    [InlineData("date", "2022-06-01")]
    [InlineData("zh", "2022年6月以后新建。")]
    [InlineData("zh", "１０月２０日前报送")]
    [InlineData("en", "From September 2022 to September 2023.")]
    public void A_date_that_belongs_to_the_call_is_found(string member, string value) =>
        Dates(new JsonObject { ["rules"] = new JsonArray(new JsonObject { [member] = value }) }).ShouldBe([value]);

    [Fact]
    public void Counts_of_words_and_citations_are_no_dates() =>
        Dates(JsonNode.Parse("""{ "zh": "至少 2000 字", "max": 2000, "clause": "附件5 注：2022年9月至2023年9月", "text": "2023年" }""")).ShouldBeEmpty();

    private static IEnumerable<string> Dates(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(m => !Quoted.Contains(m.Key)).SelectMany(m => Dates(m.Value)),
        JsonArray items => items.SelectMany(Dates),
        JsonValue value when Date().IsMatch(value.ToString()) => [value.ToString()],
        _ => [],
    };

    [GeneratedRegex(@"\p{Nd}\s*[年月日]|\p{Nd}{4}[-/.]\p{Nd}|(January|February|March|April|May|June|July|August|September|October|November|December) \p{Nd}", RegexOptions.ExplicitCapture)]
    private static partial Regex Date();
}
