using System.Text.RegularExpressions;

namespace Workflows.Architecture.Tests.Coverage;

/// <summary>docs/security.md names the test that holds each of its lines; each is there, and every requirement of the ASVS of level 1 and 2 has a line.</summary>
public partial class SecurityPageTests
{
    /// <summary>OWASP ASVS 5.0.0: 70 requirements of level 1 and 183 of level 2.</summary>
    private const int Requirements = 70 + 183;

    private static readonly string Page = File.ReadAllText(Repository.Path("docs", "security.md"));

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        var sources = Repository.Files("tests", "*.cs").Select(File.ReadAllText).ToList();
        var named = Names().Matches(Page).Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(60);
        named.Where(test => !Exists(sources, test.Class, test.Method)).Select(test => $"{test.Class}.{test.Method}").ShouldBeEmpty("docs/security.md names these tests, but they are not there. Name others, or say that the line does not hold.");
    }

    [Fact]
    public void A_test_that_does_not_exist_is_found() => Exists(["public class ATests { public void It_is() }"], "ATests", "It_is_not").ShouldBeFalse();

    [Fact]
    public void Every_requirement_has_one_line_and_what_holds_names_its_test()
    {
        var lines = Page.Split('\n').Where(line => Requirement().IsMatch(line)).ToList();
        var named = lines.SelectMany(line => Requirement().Matches(line.Split('|')[1]).Select(match => match.Value)).ToList();
        named.Count.ShouldBe(Requirements);
        named.Distinct().Count().ShouldBe(Requirements);
        lines.Where(line => line.Split('|')[2].Trim() == "yes" && !Names().IsMatch(line.Split('|')[4])).ShouldBeEmpty("What holds is held by a test.");
    }

    private static bool Exists(IEnumerable<string> sources, string type, string method) =>
        sources.Any(source => Regex.IsMatch(source, $@"\bclass {type}\b") && (method.Length == 0 || Regex.IsMatch(source, $@"\b{method}\(")));

    [GeneratedRegex(@"`(?<class>[A-Z]\w*Tests)(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex(@"\bV\d+\.\d+\.\d+\b")]
    private static partial Regex Requirement();
}
