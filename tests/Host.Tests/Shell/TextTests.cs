using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Workflows.Host.Tests.Shell;

/// <summary>Every text is in resources, in both languages.</summary>
public partial class TextTests
{
    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(data => (string)data.Attribute("name")!, data => (string?)data.Element("value") ?? "");

    private static IEnumerable<string> ChineseFiles => SourceFiles.Under("src/Host", ".resx").Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal));

    [Fact]
    public void Every_text_has_Chinese_and_English()
    {
        ChineseFiles.ShouldNotBeEmpty();
        foreach (var file in ChineseFiles)
        {
            var english = Read(file.Replace(".resx", ".en.resx"));
            var chinese = Read(file);
            english.Keys.Order().ShouldBe(chinese.Keys.Order(), $"The keys of {file} and its .en.resx should be the same.");
            foreach (var (key, value) in chinese)
            {
                value.ShouldNotBeNullOrWhiteSpace($"{key} in {file} is empty");
                english[key].ShouldNotBeNullOrWhiteSpace($"{key} in {file} has no English");
                Places(english[key]).ShouldBe(Places(value), $"{key} in {file}: both languages should use the same arguments");
            }
        }
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var asked = 0;
        foreach (var file in SourceFiles.Under("src/Host", ".razor", ".cs"))
        {
            var resource = Path.Combine(Path.GetDirectoryName(file)!, "Text.resx");
            if (!File.Exists(resource)) continue;
            var keys = Read(resource);
            foreach (Match match in AskedKey().Matches(File.ReadAllText(file)))
            {
                asked++;
                keys.ShouldContainKey(match.Groups[1].Value, $"{file} asks for a text that {resource} does not have");
            }
        }
        asked.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void No_page_holds_Chinese_text_of_its_own()
    {
        foreach (var file in SourceFiles.Under("src/Host", ".razor"))
            Comment().Replace(File.ReadAllText(file), "").ShouldNotMatch(@"\p{IsCJKUnifiedIdeographs}", $"{file} should take its text from Text.resx");
    }

    [Fact]
    public void Everything_that_is_entered_into_the_trail_has_words_for_people()
    {
        var words = Read(Path.Combine(SourceFiles.Root, "src", "Host", "Parts", "Text.resx")).Keys.Concat(Read(Path.Combine(SourceFiles.Root, "src", "Host", "Audit", "Text.resx")).Keys).ToHashSet();
        var silent = File.ReadAllText(Path.Combine(SourceFiles.Root, "src", "Host", "Parts", "Timeline.razor"));
        var actions = (from file in SourceFiles.Under("src/Approvals", ".cs").Concat(SourceFiles.Under("src/Activities", ".cs"))
                       from Match written in Entered().Matches(File.ReadAllText(file))
                       from Match action in Action().Matches(written.Value)
                       select action.Groups[1].Value).ToHashSet();

        actions.Count.ShouldBeGreaterThan(40);
        actions.Where(action => !words.Contains($"Did.{action}") && !words.Contains($"Action.{action}") && !silent.Contains($"\"{action}\"", StringComparison.Ordinal))
            .ShouldBeEmpty("give each its words: Did.<action> in src/Host/Parts/Text.resx");
    }

    [Fact]
    public void Every_outcome_that_somebody_may_choose_has_words_for_when_it_is_chosen()
    {
        var words = Read(Path.Combine(SourceFiles.Root, "src", "Host", "Parts", "Text.resx")).Keys;
        var outcomes = (from file in SourceFiles.Under("src/Activities", ".cs")
                        from Match asked in Asked().Matches(File.ReadAllText(file))
                        from Match outcome in OutcomeName().Matches(asked.Value)
                        select outcome.Groups[1].Value).ToHashSet();

        outcomes.Count.ShouldBeGreaterThan(30);
        outcomes.Where(outcome => !words.Contains($"Outcome.{outcome}")).ShouldBeEmpty("give each its words: Outcome.<name> in src/Host/Parts/Text.resx");
    }

    [Fact]
    public void Every_block_of_a_shipped_form_has_words_where_it_stands_outside_of_its_form()
    {
        var words = Read(Path.Combine(SourceFiles.Root, "src", "Host", "Parts", "Text.resx")).Keys;
        var blocks = (from file in Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "workflows"), "*.form.json")
                      from section in JsonNode.Parse(File.ReadAllText(file))!["sections"]!.AsArray()
                      from block in section!["blocks"]?.AsArray() ?? []
                      select block!["key"]!.ToString()).ToHashSet();

        blocks.Count.ShouldBeGreaterThan(15);
        blocks.Where(block => !words.Contains($"Block.{block}")).ShouldBeEmpty("give each its words: Block.<key> in src/Host/Parts/Text.resx");
    }

    private static string[] Places(string sentence) => [.. Place().Matches(sentence).Select(m => m.Value).Distinct().Order()];

    [GeneratedRegex(@"\bT\[""([^""]+)""")]
    private static partial Regex AskedKey();

    [GeneratedRegex(@"(\.Write|AuditAsync)\([^;{]*")]
    private static partial Regex Entered();

    [GeneratedRegex(@"""([a-z-]+\.[a-z-]+)""")]
    private static partial Regex Action();

    [GeneratedRegex(@"new Question\([^;]*;|OutcomeAtCutOff = [^;]*;|ByTheClock = [^;]*;")]
    private static partial Regex Asked();

    [GeneratedRegex(@"""([A-Z][A-Za-z]+)""")]
    private static partial Regex OutcomeName();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"@\*.*?\*@|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
