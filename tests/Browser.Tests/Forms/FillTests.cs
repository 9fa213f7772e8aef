using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Forms;

public class FillTests(Site site)
{
    [Fact]
    public async Task A_draft_is_kept_when_the_page_is_loaded_again()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, "kangping-centre.handler");
        await me.StartByClicking("PS3-LN");
        await me.Page.GetByLabel("负责人姓名").FillAsync("赵敏");
        await me.Page.GetByLabel("单位地址").FillAsync("康平县");
        await Assertions.Expect(me.Page.Locator(".form-draft")).ToContainTextAsync("保存");
        await me.DraftKept();

        await me.Page.ReloadAsync();
        await me.Ready();

        await Assertions.Expect(me.Page.GetByLabel("负责人姓名")).ToHaveValueAsync("赵敏");
        await Assertions.Expect(me.Page.GetByLabel("单位地址")).ToHaveValueAsync("康平县");
    }

    [Fact]
    public async Task A_form_against_its_rules_says_each_rule_with_its_clause_and_is_not_sent()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, "mining-school.handler");
        await me.StartByClicking("PS3-LN");
        await me.Page.GetByLabel("联系电话").First.FillAsync("12345");
        await me.Page.Keyboard.PressAsync("Enter");

        await me.Press("Submitted");

        await Assertions.Expect(me.Page.Locator(".action-panel .refusal")).ToContainTextAsync("需要改正");
        foreach (var said in new[] { "请填写“负责人姓名”", "中成协[2023]009号", "12345" }) await Assertions.Expect(me.Page.Locator(".form-edit")).ToContainTextAsync(said);
        await Assertions.Expect(me.Page.Locator(".finished-line")).ToHaveCountAsync(0);

        // The cursor goes to the first place that is wrong, but is not taken from somebody who types elsewhere by the time the page is told to move it.
        var (leader, address) = (me.Page.GetByLabel("负责人姓名"), me.Page.GetByLabel("单位地址"));
        await Assertions.Expect(me.Page.Locator(".form-field.wrong :focus")).ToHaveCountAsync(1);
        await address.FocusAsync();
        await me.Page.EvaluateAsync("async id => (await import('/Forms/FormView.razor.js')).focusField(id)", await leader.GetAttributeAsync("id"));
        await Assertions.Expect(address).ToBeFocusedAsync();
    }
}
