using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Studio;

/// <summary>What an administrator does in the real designer, by what can be seen of it.</summary>
public static class Designer
{
    public const string Administrator = "platform.flowAdministrator", Definitions = "/elsa/api/workflow-definitions";

    /// <summary>The first page of a visit loads the whole designer.</summary>
    private const float Loading = 90_000;

    public static async Task OpenDefinitions(this Visitor me)
    {
        await me.Page.GotoAsync("/studio/workflows/definitions");
        await me.Page.Locator("tbody tr").First.WaitForAsync(new() { Timeout = Loading });
        await me.Calm();
    }

    public static async Task OpenEditor(this Visitor me, string definitionId)
    {
        await me.Page.GotoAsync($"/studio/workflows/definitions/{definitionId}/edit");
        await me.Page.Locator(".x6-graph").First.WaitForAsync(new() { Timeout = Loading });
    }

    public static ILocator Row(this Visitor me, string name) => me.Page.Locator("tbody tr").Filter(new() { Has = me.Page.GetByText(name, new() { Exact = true }) });

    /// <summary>Chooses in the menu of a definition's row.</summary>
    public static async Task Choose(this Visitor me, string name, string item)
    {
        await me.Calm();
        await me.Row(name).Locator(".mud-menu button").Last.ClickAsync();
        await me.ChooseInMenu(item);
    }

    public static Task ChooseInMenu(this Visitor me, string item) =>
        me.Page.Locator(".mud-popover-open .mud-menu-item", new() { HasTextRegex = Whole(item) }).ClickAsync();

    /// <summary>What a menu offers to a person's eye.</summary>
    public static async Task<IReadOnlyList<string>> Offered(this Visitor me, ILocator menu)
    {
        await menu.First.ClickAsync();
        var items = me.Page.Locator(".mud-popover-open .mud-menu-item");
        await items.Locator("visible=true").First.WaitForAsync();
        var offered = await me.Page.Locator(".mud-popover-open .mud-menu-item:visible").AllInnerTextsAsync();

        // Above every row: a click beside the menu also counts for what is under it.
        await me.Page.Mouse.ClickAsync(700, 75);
        await Assertions.Expect(items).ToHaveCountAsync(0);
        return [.. offered.Select(each => each.Trim())];
    }

    public static Task Search(this Visitor me, string words) => me.Page.Locator("input[placeholder*='定义编号查找']").FillAsync(words);

    /// <summary>Presses the last button with these words in the dialog that is open.</summary>
    public static Task Answer(this Visitor me, string button) => me.Page.Locator(".mud-dialog button", new() { HasTextString = button }).Last.ClickAsync();

    public static async Task Delete(this Visitor me, string name)
    {
        await me.Choose(name, "删除");
        await me.Answer("删除");
    }

    /// <summary>Creates a definition by its name and gives its id; the editor is open.</summary>
    public static async Task<string> Create(this Visitor me, string name)
    {
        await me.Page.Locator("button", new() { HasTextString = "新建流程" }).ClickAsync();
        await me.Page.Locator(".mud-dialog input").First.Rename(name);
        await me.Answer("确定");
        await me.Page.Arrives("**/edit");
        await me.Page.Locator(".x6-graph").First.WaitForAsync(new() { Timeout = Loading });
        return new Uri(me.Page.Url).Segments[^2].TrimEnd('/');
    }

    /// <summary>Writes a name over the one that the designer proposes.</summary>
    public static async Task Rename(this ILocator field, string name)
    {
        await Assertions.Expect(field).Not.ToHaveValueAsync("");
        await field.FillAsync(name);
        await Assertions.Expect(field).ToHaveValueAsync(name);
    }

    /// <summary>Opens a group of the palette and draws one of its activities at a place of the chart.</summary>
    public static async Task Drag(this Visitor me, string group, string activity, float x, float y)
    {
        var header = me.Page.Locator(".mud-expand-panel", new() { HasTextString = group });
        var item = me.Page.Locator("[draggable=true]:visible", new() { HasTextRegex = Whole(activity) }).First;
        if (!await item.IsVisibleAsync()) await header.Locator(".mud-expand-panel-header").ClickAsync();
        await item.ScrollIntoViewIfNeededAsync();
        await me.Keeps(() => item.DragToAsync(me.Page.Locator(".x6-graph").First, new() { TargetPosition = new() { X = x, Y = y } }));
    }

    /// <summary>A box of the chart. While the designer finds out how wide a box becomes, a second one without an id stands on the page.</summary>
    public const string Boxes = "elsa-activity-wrapper[id]";

    public static ILocator Box(this Visitor me, string words) => me.Page.Locator(Boxes, new() { HasTextString = words });

    /// <summary>Pulls a connection from an outcome of a box to another box.</summary>
    public static Task Connect(this Visitor me, string from, string outcome, string to) => me.Keeps(async () =>
    {
        var (begin, end) = (await Port(me, from, outcome), await Port(me, to, "In"));
        await me.Page.Mouse.MoveAsync(begin.X, begin.Y);
        await me.Page.Mouse.DownAsync();
        await me.Page.Mouse.MoveAsync((begin.X + end.X) / 2, (begin.Y + end.Y) / 2, new() { Steps = 8 });
        await me.Page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 8 });
        await me.Page.Mouse.UpAsync();
    });

    /// <summary>Opens a tab; the one in the panel of the chart where several have that name.</summary>
    public static Task Tab(this Visitor me, string name) => me.Page.Locator(".mud-tab", new() { HasTextRegex = Whole(name) }).First.ClickAsync();

    /// <summary>Selects a box; its inputs are shown below the chart.</summary>
    public static async Task Select(this Visitor me, string box, string shows)
    {
        await me.Box(box).ClickAsync();
        await me.Field(shows).First.WaitForAsync();
        await me.Calm();
    }

    /// <summary>The control of an input or of a setting, by its label.</summary>
    public static ILocator Field(this Visitor me, string label) =>
        me.Page.Locator($".mud-input-control:has(> .mud-input-control-input-container > label:text-is('{label}'))");

    /// <summary>Chooses in a dropdown and gives what it offered.</summary>
    public static async Task<IReadOnlyList<string>> Pick(this Visitor me, string label, string item)
    {
        await me.Field(label).Locator("div[tabindex='0']").First.ClickAsync();
        var wanted = me.Page.Locator(".mud-popover-open").GetByText(item, new() { Exact = true }).First;
        await wanted.WaitForAsync();
        var offered = (await me.Page.Locator(".mud-popover-open").Last.InnerTextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await me.Keeps(() => wanted.ClickAsync());
        return offered;
    }

    /// <summary>Adds a way to a switch, with its condition in a language, and keeps it.</summary>
    public static Task AddWay(this Visitor me, string name, string language, string condition) => me.AddRow("添加情形", language, ("Label", name), ("Condition", condition));

    /// <summary>Adds an entry to a dictionary, with its value in a language, and keeps it.</summary>
    public static Task AddEntry(this Visitor me, string key, string language, string value) => me.AddRow("添加条目", language, ("Key", key), ("Value", value));

    private static async Task AddRow(this Visitor me, string button, string language, params (string Column, string Text)[] cells)
    {
        // A panel that is drawn anew, as after keeping what was changed before, has no row that is not kept yet.
        await me.Calm();
        await me.Page.Locator("button:visible", new() { HasTextString = button }).ClickAsync();
        var row = me.Page.Locator("tr:visible:has(td[data-label='ExpressionType'] .mud-select)");
        await row.Locator("td[data-label='ExpressionType'] div[tabindex='0']").ClickAsync();
        await me.Page.Locator(".mud-popover-open").GetByText(language, new() { Exact = true }).First.ClickAsync();
        foreach (var (column, text) in cells) await row.Locator($"td[data-label='{column}'] input").FillAsync(text);

        // What stands in a field counts when the field is left.
        await me.Page.Keyboard.PressAsync("Tab");
        await me.Calm();
        await me.Keeps(() => row.Locator("button").First.ClickAsync());
    }

    /// <summary>Types in the code editor of an input, in place of what is there.</summary>
    public static async Task Code(this Visitor me, string label, string text)
    {
        await me.Field(label).Locator(".monaco-editor").First.ClickAsync();
        await me.Page.Keyboard.PressAsync("Control+A");
        await me.Page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Writes an input in another language from now on.</summary>
    public static async Task Language(this Visitor me, string label, string language)
    {
        await me.Page.Locator($".d-flex.flex-row.gap-3:has(label:text-is('{label}'))").Last.Locator("button.mud-menu-icon-button-activator").Last.ClickAsync();
        await me.Keeps(() => me.Page.Locator(".mud-popover-open").GetByText(language, new() { Exact = true }).ClickAsync());
    }

    /// <summary>
    /// Changes something and waits until the designer has kept it, has asked for the activities once more, as it does after every keeping, and has drawn its panel anew: what is typed before that
    /// may be written over.
    /// </summary>
    public static async Task Keeps(this Visitor me, Func<Task> change)
    {
        var saved = me.Page.WaitForResponseAsync(response => new Uri(response.Url) is { AbsolutePath: "/elsa/api/descriptors/activities", Query: "?Refresh=True" });
        await change();
        await saved;
        await me.Calm();
    }

    /// <summary>The designer asks for nothing any more and has all its answers: it draws the panel of inputs anew with every one.</summary>
    public static async Task Calm(this Visitor me)
    {
        while (await Asks() || me.Waits) { }

        async Task<bool> Asks()
        {
            try
            {
                await me.Page.WaitForRequestAsync(request => new Uri(request.Url).AbsolutePath.StartsWith("/elsa/api/", StringComparison.Ordinal), new() { Timeout = 500 });
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>Waits until it is there; while it is not, something is done again, as a person would, every three seconds and ten times at most.</summary>
    public static async Task Shows(this ILocator shown, Func<Task> again)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            try
            {
                await shown.WaitForAsync(new() { Timeout = 3_000 });
                return;
            }
            catch (TimeoutException)
            {
                await again();
            }
        }
        await Assertions.Expect(shown).ToBeVisibleAsync();
    }

    /// <summary>Presses the cloud: publish what is drawn.</summary>
    public static Task Publish(this Visitor me) => me.Page.Locator("button:visible:has(path[d^='M19.35'])").First.ClickAsync();

    public static ILocator Told(this Visitor me, string words) => me.Page.Locator(".mud-snackbar", new() { HasTextString = words });

    private static async Task<(float X, float Y)> Port(Visitor me, string box, string port)
    {
        var place = await me.Page.Locator(".x6-node", new() { Has = me.Box(box) }).Locator($"[port='{port}'] circle").First.BoundingBoxAsync();
        return (place!.X + place.Width / 2, place.Y + place.Height / 2);
    }

    private static Regex Whole(string words) => new($"^\\s*{Regex.Escape(words)}\\s*$");
}
