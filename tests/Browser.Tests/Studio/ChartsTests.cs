using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Studio;

/// <summary>The chains that ship with the program, as the designer draws them.</summary>
public partial class ChartsTests(Site site)
{
    /// <summary>
    /// What cannot be read in the chart that is drawn: boxes that lie on each other, and boxes that a connection runs through. A connection is looked at
    /// every few pixels; the rim of a box, where its ports are, does not count. Null while the chart still moves, and for eight seconds after: boxes grow to
    /// their words, and the connections follow them.
    /// </summary>
    private const string Unreadable = """
        (edges) => {
          const lines = [...document.querySelectorAll('.x6-edge')].map(edge => [...edge.querySelectorAll('path')].pop());
          const boxes = [...document.querySelectorAll('.x6-node')].map(node => {
            const { left, top, right, bottom } = node.querySelector('foreignObject').getBoundingClientRect();
            return { left, top, right, bottom, words: node.querySelector('elsa-activity-wrapper').textContent.trim().split('\n')[0] };
          });
          const drawn = lines.map(line => line?.getAttribute('d')).join() + boxes.map(box => box.left + ' ' + box.right).join();
          const still = window.drawnBefore === drawn;
          if (!still) window.drawnAt = performance.now();
          window.drawnBefore = drawn;
          if (!still || lines.length !== edges) return null;
          const found = [], rim = 3;
          boxes.forEach((one, i) => boxes.slice(i + 1).forEach(other => {
            if (one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1) found.push(`${one.words} lies on ${other.words}`);
          }));
          for (const line of lines) {
            const length = line.getTotalLength(), place = line.getScreenCTM(), through = new Set();
            for (let at = 0; at <= length; at += 4) {
              const { x, y } = line.getPointAtLength(at).matrixTransform(place);
              for (const box of boxes) if (x > box.left + rim && x < box.right - rim && y > box.top + rim && y < box.bottom - rim) through.add(box.words);
            }
            for (const words of through) found.push(`a connection runs through ${words}`);
          }
          return found.length > 0 && performance.now() - window.drawnAt < 8000 ? null : found;
        }
        """;

    [Fact]
    public async Task Every_shipped_chain_opens_with_nothing_unknown_Chinese_names_and_a_chart_that_can_be_read()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, Designer.Administrator);
        await me.OpenDefinitions();
        var chains = Directory.GetFiles(Path.Combine(SourceFiles.Root, "workflows"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.Contains('.')).Order(StringComparer.Ordinal).ToList();
        chains.Count.ShouldBe(18);
        var findings = new List<string>();
        foreach (var chain in chains)
        {
            var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SourceFiles.Root, "workflows", $"{chain}.json"), TestContext.Current.CancellationToken))!;
            // As the designer itself goes to another page, without loading anew.
            await me.Page.EvaluateAsync($"history.pushState(null, '', '/studio/workflows/definitions/{chain}/edit')");
            await Assertions.Expect(me.Page.Locator(".mud-tab", new() { HasTextString = definition["name"]!.ToString() })).ToHaveCountAsync(1, new() { Timeout = 60_000 });
            var boxes = me.Page.Locator(Designer.Boxes);
            await Assertions.Expect(boxes).ToHaveCountAsync(definition.Root("activities").Count);
            await Assertions.Expect(boxes.Filter(new() { HasNotTextRegex = Chinese() })).ToHaveCountAsync(0);
            await Assertions.Expect(boxes.Filter(new() { HasTextRegex = Unknown() })).ToHaveCountAsync(0);
            await Assertions.Expect(me.Page.Locator(".x6-port-out text").Filter(new() { HasNotTextRegex = Chinese() })).ToHaveCountAsync(0);
            var unreadable = await me.Page.WaitForFunctionAsync(Unreadable, definition.Root("connections").Count, new() { PollingInterval = 400 });
            findings.AddRange((await unreadable.JsonValueAsync<string[]>()).Select(finding => $"{chain}: {finding}"));
            (await me.Page.Locator("#blazor-error-ui").IsVisibleAsync()).ShouldBeFalse(chain);
        }
        findings.ShouldBeEmpty();
    }

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex("NotFound|Not found|Unknown|未找到|未知")]
    private static partial Regex Unknown();
}
