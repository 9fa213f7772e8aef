using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Studio;

/// <summary>The designer's own texts are English; our page says them in Chinese as they appear.</summary>
public partial class TranslationTests(Site site)
{
    /// <summary>Every text that a person sees and that has a word in it, outside of code and of what the server sent.</summary>
    private const string Visible = """
        () => {
          const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement, text = walker.currentNode.data.trim().replace(/\s+/g, " ");
            if (!/[A-Za-z]{3}/.test(text) || parent.closest("script, style, .monaco-editor") || !parent.checkVisibility({ visibilityProperty: true })) continue;
            found.add(text);
          }
          return [...found];
        }
        """;

    [Fact]
    public async Task In_Chinese_no_fixed_English_text_is_left_on_the_main_pages_and_one_click_brings_English()
    {
        var running = await site.Application();
        var dictionary = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(
            Path.Combine(SourceFiles.Root, "src", "Host", "Studio", "Frame", "studio.zh-CN.json"), TestContext.Current.CancellationToken))!;
        var instance = (await running.As("platform.flowAdministrator").Post("/elsa/api/workflow-instances", new { definitionId = "batch-decision" })).Value["items"]![0]!["id"]!.ToString();
        await using var me = await site.Visit(running, "platform.flowAdministrator");
        foreach (var (page, alive, menu) in new[]
        {
            ("/studio/workflows/definitions", "tbody tr", "tbody tr .mud-menu button"), ("/studio/workflows/definitions/batch-decision/edit", "elsa-activity-wrapper", ""),
            ("/studio/workflows/instances", "tbody tr", "tbody tr .mud-menu button"), ($"/studio/workflows/instances/{instance}/view", ".mud-timeline-item", ""),
        })
        {
            await me.Page.GotoAsync(page);
            await me.Page.Locator(alive).First.WaitForAsync(new() { Timeout = 90_000 });
            if (menu.Length > 0)
            {
                await me.Page.Locator(menu).First.ClickAsync();
                await me.Page.Locator(".mud-popover-open .mud-menu-item").First.WaitForAsync();
            }
            else
            {
                var tabs = me.Page.Locator(".mud-tab:visible");
                for (var tab = 0; tab < await tabs.CountAsync(); tab++)
                {
                    await tabs.Nth(tab).ClickAsync();
                    await Chinese(me, page, dictionary);
                }
            }

            await Chinese(me, page, dictionary);
        }

        await me.Page.GotoAsync("/studio/workflows/instances");
        await Assertions.Expect(me.Page.Locator("#studio h5, #studio h4, #studio h3").First).ToHaveTextAsync("流程实例", new() { Timeout = 90_000 });
        await me.Page.Locator("#frame-language").ClickAsync();
        await Assertions.Expect(me.Page.Locator("#studio h5, #studio h4, #studio h3").First).ToHaveTextAsync(new Regex("Workflow instances", RegexOptions.IgnoreCase), new() { Timeout = 90_000 });
        await Assertions.Expect(me.Page.Locator("tbody tr").First).ToContainTextAsync(new Regex(@"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d\s[AP]M"));
    }

    /// <summary>Texts come in one by one: what is still English a moment later has no translation.</summary>
    private static async Task Chinese(Visitor me, string page, Dictionary<string, string> dictionary)
    {
        string[] left = [];
        for (var look = 0; look < 300; look++)
        {
            left = [.. (await me.Page.EvaluateAsync<string[]>(Visible)).Where(text => dictionary.ContainsKey(text) || !Given().IsMatch(text))];
            if (left.Length == 0) return;
            await me.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }

        left.ShouldBeEmpty(page);
    }

    /// <summary>Names, ids and values: what the server sent or somebody wrote.</summary>
    [GeneratedRegex(@"^(English|(case|call):\d+|[0-9A-Fa-f]{8,16}|[A-Z0-9-]+|[A-Z]+\d{4}(-[A-Za-z0-9]+)+|[a-z0-9]+(-[a-z0-9]+)*|[A-Za-z0-9]+([.:][A-Za-z0-9-]+)+|[A-Z][A-Za-z]*\d|([A-Z][a-z]+){2,}|\{.*|.*[\u4e00-\u9fff].*)$")]
    private static partial Regex Given();
}
