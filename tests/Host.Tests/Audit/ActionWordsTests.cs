using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Audit;

namespace Workflows.Host.Tests.Audit;

/// <summary>Nobody who reads the trail meets a code in place of words.</summary>
public sealed partial class ActionWordsTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    [Theory, InlineData("zh-Hans"), InlineData("en")]
    public void Whatever_the_program_writes_into_the_trail_has_words(string language)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().AddScoped<ActionWords>().BuildServiceProvider();
        using var scope = services.CreateScope();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var words = scope.ServiceProvider.GetRequiredService<ActionWords>();

        var written = SourceFiles.Under("src", ".cs").SelectMany(file => Written().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);
        var named = SourceFiles.Under("src/Host", "Text.resx").SelectMany(file => Named().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);
        var codes = written.Concat(named).Distinct().Order(StringComparer.Ordinal).ToList();

        codes.Count.ShouldBeGreaterThan(150);
        codes.Where(code => words.Of(code) == code || words.Of(code, "x") == code).ShouldBeEmpty();
    }

    /// <summary>The code of an action, as a call that appends an entry names it.</summary>
    [GeneratedRegex(@"[aA]udit\.Write\([^;]*?""([a-z-]+\.[a-z-]+)""")]
    private static partial Regex Written();

    [GeneratedRegex(@"name=""(?:Action|Did)\.([a-z-]+\.[a-z-]+)""")]
    private static partial Regex Named();
}
