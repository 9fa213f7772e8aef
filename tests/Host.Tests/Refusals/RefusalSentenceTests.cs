using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workflows.Host.Refusals;

namespace Workflows.Host.Tests.Refusals;

/// <summary>Whatever the program refuses, it says why, in both languages.</summary>
public partial class RefusalSentenceTests
{
    private static HashSet<string> Sentences(string language) => XDocument.Load(Path.Combine(SourceFiles.Root, "src", "Host", "Refusals", $"Text{language}.resx"))
        .Root!.Elements("data").Select(data => (string)data.Attribute("name")!).ToHashSet();

    private static HashSet<string> CodesInSources() => SourceFiles.Under("src", ".cs")
        .Select(File.ReadAllText)
        .SelectMany(text => Refusal().Matches(text).SelectMany(refusal => Code().Matches(refusal.Value).Select(code => code.Groups[1].Value))
            .Concat(Unknown().Matches(text).Select(thing => $"{thing.Groups[1].Value}.unknown")))
        .ToHashSet();

    [Fact]
    public void Every_refusal_code_has_a_sentence_in_both_languages()
    {
        var codes = CodesInSources();
        codes.Count.ShouldBeGreaterThan(80);
        codes.Except(Sentences("")).ShouldBeEmpty("these codes have no Chinese sentence in Refusals/Text.resx");
        codes.Except(Sentences(".en")).ShouldBeEmpty("these codes have no English sentence in Refusals/Text.en.resx");
    }

    [Fact]
    public void Every_code_is_thing_dot_what_in_kebab_case() =>
        CodesInSources().ShouldAllBe(code => Regex.IsMatch(code, "^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$"));

    [Theory]
    [InlineData("case.unknown", 404)]
    [InlineData("work-item.not-yours", 403)]
    [InlineData("work-item.not-open", 409)]
    [InlineData("call.closed", 409)]
    [InlineData("form.invalid", 422)]
    [InlineData("opinion.comment-required", 422)]
    public void The_end_of_a_code_gives_the_status(string code, int status) => RefusalProblem.StatusOf(code).ShouldBe(status);

    [GeneratedRegex(@"new Refusal\([^;]*")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"""([a-z-]+\.[a-z-]+)""")]
    private static partial Regex Code();

    [GeneratedRegex(@"Unknown\((?:context, )?""([a-z-]+)""")]
    private static partial Regex Unknown();
}
