using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Workflows.Approvals.Forms;
using Workflows.Host.Forms;

namespace Workflows.Host.Tests.Forms;

/// <summary>The one component that draws every form.</summary>
public sealed class FormViewTests : IAsyncDisposable
{
    private static readonly FormDefinitions Shipped = FormDefinitions.Load(Path.Combine(SourceFiles.Root, "workflows"));

    private static readonly FormCheckContext Context = new()
    {
        Today = new(2023, 5, 26),
        Applicant = new("1001", "辽阳县开放大学", "openUniversity", "county", "northeast", "辽阳县首山镇"),
        SuperiorIsEducationAuthority = true,
        RoutesAllowed = ["recommended", "direct"],
    };

    private readonly BunitContext page = new();
    private readonly FakeTimeProvider time = new(new(2023, 5, 26, 2, 0, 0, TimeSpan.Zero));
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public FormViewTests()
    {
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddMudServices();
        page.Services.AddLocalization();
        page.Services.AddSingleton<TimeProvider>(time);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    public ValueTask DisposeAsync()
    {
        CultureInfo.CurrentUICulture = before;
        return page.DisposeAsync();
    }

    private static FormDefinition PilotSite => Shipped.Find("pilot-site")!;

    private static JsonObject Complete() => (JsonObject)JsonNode.Parse("""
        {
          "route": "recommended", "implementingUnit": "1001", "region": "northeast", "communityLevel": "county", "personInCharge": "负责人",
          "phone": ["13000000000", "010-00000000"], "address": "辽阳县首山镇", "intendedProject": "elderly",
          "intendedMembers": [ { "unitName": "台安县职业教育中心", "info": "已有合作" }, { "unitName": "宽甸开放大学" } ],
          "conditions": [true, true, true, true, true, true, true], "conditionsByMeasures": [true, true, true],
          "pledgeText": "我单位自愿参加“区域终身学习发展共同体项目”并成为项目试验点，接受中国成人教育协会和项目组的指导、支持、协助与管理；我单位具备项目试验点的条件，并为项目试验点的运作提供包括人员、经费、办公条件等支持；我单位愿意完成总项目组交办的各项工作等。"
        }
        """)!;

    private IRenderedComponent<FormView> Draw(JsonObject values, FormMode mode = FormMode.Edit, FormDefinition? form = null, FormCheckContext? context = null, Action<ComponentParameterCollectionBuilder<FormView>>? more = null) =>
        page.Render<FormView>(p =>
        {
            p.Add(f => f.Definition, form ?? PilotSite).Add(f => f.Values, values).Add(f => f.Context, context ?? Context).Add(f => f.Mode, mode);
            more?.Invoke(p);
        });

    private static FormDefinition Form(string fields)
    {
        var (form, findings) = FormReader.Read("test.form.json", System.Text.Encoding.UTF8.GetBytes($$"""
            { "key": "test", "title": { "zh": "试表", "en": "Test" }, "source": { "document": "试〔2023〕1号", "clause": "附件" },
              "sections": [ { "key": "only", "title": { "zh": "内容", "en": "Content" }, "fields": {{fields}} } ] }
            """));
        findings.ShouldBeEmpty();
        return form!;
    }

    private static IElement Field(IRenderedComponent<FormView> form, string path) => form.Find($"[data-field='{path}']");

    [Fact]
    public void What_only_the_program_reads_is_in_no_column_of_a_table()
    {
        var form = Shipped.Find("brand-summary")!;
        var values = (JsonObject)JsonNode.Parse("""{ "rows": [{ "seq": 1, "itemName": "辽阳县社区学院", "tier": "county", "contactPerson": "甲", "contactPhone": "13000000000", "itemKind": "case", "rankInKind": 1, "caseId": "170000000001" }] }""")!;
        var table = Draw(values, FormMode.Read, form).Find("table.form-rows");
        table.TextContent.ShouldContain("辽阳县社区学院");
        table.TextContent.ShouldContain("典型案例");
        table.TextContent.ShouldNotContain("170000000001");
        table.TextContent.ShouldNotContain("申报件");
        table.QuerySelectorAll("th").Count(h => h.TextContent == "序号").ShouldBe(1);
    }

    [Fact]
    public void A_form_is_drawn_with_every_field_and_its_label_bound_to_its_control()
    {
        var form = Draw(FormDefaults.New(PilotSite, Context));

        form.Find("h2.form-title").TextContent.ShouldBe("区域终身学习发展共同体项目实验点资格申请表");
        foreach (var field in PilotSite.Fields.Where(f => f.Key != "otherProjectText"))
        {
            Field(form, field.Key).TextContent.ShouldContain(field.Label.Zh);
        }

        foreach (var label in form.FindAll("label[for]"))
        {
            form.FindAll($"#{label.GetAttribute("for")}").ShouldHaveSingleItem($"the label {label.TextContent} has no control");
        }

        Field(form, "implementingUnit").TextContent.ShouldContain("辽阳县开放大学");
        form.Find("input[type=radio][value=northeast]").HasAttribute("checked").ShouldBeTrue();
        Field(form, "pledgeText").QuerySelector("blockquote")!.TextContent.ShouldContain("项目试验点");
        form.FindAll("[data-block]").Select(b => b.GetAttribute("data-block")).ShouldBe(["pledgeSignature", "unitOpinion", "superiorOpinion", "projectGroupOpinion"]);
    }

    [Fact]
    public void Every_id_is_used_once_and_every_description_exists()
    {
        var form = Draw(Complete());
        form.Instance.Entry.SayAll = true;
        form.Render();

        var ids = form.FindAll("[id]").Select(e => e.Id).ToList();
        ids.ShouldBeUnique();
        foreach (var described in form.FindAll("[aria-describedby]"))
        {
            foreach (var id in described.GetAttribute("aria-describedby")!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                ids.ShouldContain(id);
            }
        }
    }

    [Fact]
    public void A_new_form_says_how_much_is_left_but_blames_no_field()
    {
        var form = Draw(FormDefaults.New(PilotSite, Context));

        form.Find(".form-left").TextContent.ShouldContain("还有 15 处需要填写或修改");
        form.FindAll(".form-finding").ShouldBeEmpty();
        form.FindAll(".form-places a").Count.ShouldBe(15);
    }

    [Fact]
    public void Typing_says_the_sentence_and_the_clause_under_the_field_and_takes_them_away_again()
    {
        var form = Draw([], form: Form("""
            [{ "key": "intro", "type": "longText", "label": { "zh": "简介", "en": "Introduction" }, "required": true,
               "rules": [ { "rule": "maxWords", "max": 3, "sentence": { "zh": "简介不超过 {max} 字，现有 {actual} 字。", "en": "At most {max}, found {actual}." }, "clause": "指南 附件2" } ] }]
            """));

        form.Find("#form-intro").Input("一二三四");

        var said = form.Find(".form-finding");
        said.TextContent.ShouldContain("简介不超过 3 字，现有 4 字。");
        said.TextContent.ShouldContain("指南 附件2");
        var control = form.Find("#form-intro");
        control.GetAttribute("aria-invalid").ShouldBe("true");
        control.GetAttribute("aria-describedby")!.Split(' ').ShouldContain("form-intro-said");
        form.Find("#form-intro-said").ShouldNotBeNull();
        form.Find("#form-intro-count").TextContent.ShouldBe("已写 4 字，不超过 3 字");
        form.Find(".form-left").TextContent.ShouldContain("还有 1 处");

        form.Find("#form-intro").Input("一二三");

        form.FindAll(".form-finding").ShouldBeEmpty();
        form.Find("#form-intro").GetAttribute("aria-invalid").ShouldBe("false");
        form.Find(".form-left").TextContent.ShouldContain("各项已填写完整");
    }

    [Fact]
    public void Choosing_another_project_asks_for_its_text()
    {
        var form = Draw(Complete());
        form.FindAll("[data-field='otherProjectText']").ShouldBeEmpty();

        form.Find("input[type=radio][value=other]").Change("on");

        Field(form, "otherProjectText").TextContent.ShouldContain("其它项目说明");
        form.Find(".form-places").TextContent.ShouldContain("选择“其它项目”时请写明是什么项目。");
        ((string?)form.Instance.Entry.Values["intendedProject"]).ShouldBe("other");
    }

    [Fact]
    public void A_telephone_number_becomes_an_entry_at_enter_and_a_wrong_one_is_named()
    {
        var form = Draw(FormDefaults.New(PilotSite, Context));

        form.Find("#form-phone-new").Input("13000000000");
        form.Find("#form-phone-new").KeyDown(new KeyboardEventArgs { Key = "Enter" });
        form.Find("#form-phone-new").Input("12345，");

        Field(form, "phone").QuerySelectorAll(".form-entries li span").Select(e => e.TextContent).ShouldContain("13000000000");
        Field(form, "phone").QuerySelector(".form-finding")!.TextContent.ShouldContain("“12345”不是有效的电话号码");
        form.Instance.Entry.Values["phone"]!.AsArray().Count.ShouldBe(2);

        Field(form, "phone").QuerySelectorAll("button").First(b => b.GetAttribute("aria-label") == "删除 12345").Click();

        form.Instance.Entry.Values["phone"]!.AsArray().Count.ShouldBe(1);
        Field(form, "phone").QuerySelectorAll(".form-finding").ShouldBeEmpty();
    }

    [Fact]
    public void A_tick_that_is_taken_away_is_said_at_this_tick_only()
    {
        var form = Draw(Complete());

        form.Find("#form-conditions-1").Change(false);

        form.FindAll(".form-finding").ShouldHaveSingleItem().GetAttribute("data-path").ShouldBe("conditions[1]");
        form.Find("#form-conditions-1").Change(true);
        form.FindAll(".form-finding").ShouldBeEmpty();
    }

    [Fact]
    public void The_pledge_is_accepted_by_its_tick_with_its_printed_words()
    {
        var form = Draw(FormDefaults.New(PilotSite, Context));

        Field(form, "pledgeText").QuerySelector("input[type=checkbox]")!.Change(true);

        ((string?)form.Instance.Entry.Values["pledgeText"]).ShouldBe(PilotSite.Field("pledgeText")!.Text!.Zh);
        Field(form, "pledgeText").QuerySelector("input[type=checkbox]")!.Change(false);
        form.Instance.Entry.Values.ContainsKey("pledgeText").ShouldBeFalse();
    }

    [Fact]
    public void Rows_are_added_moved_removed_and_put_back()
    {
        var form = Draw(Complete());
        IElement Rows() => Field(form, "intendedMembers");
        string[] Names() => [.. form.Instance.Entry.Values["intendedMembers"]!.AsArray().Select(r => (string?)r!["unitName"] ?? "")];
        void Press(string label) => Rows().QuerySelectorAll("button").First(b => b.GetAttribute("aria-label") == label || b.TextContent.Trim() == label).Click();

        Press("第 2 行上移");
        Names().ShouldBe(["宽甸开放大学", "台安县职业教育中心"]);
        Rows().QuerySelector("[role=status]")!.TextContent.ShouldBe("第 2 行已移到第 1 行。");

        Press("添加一行");
        Names().Length.ShouldBe(3);
        form.Find("#form-intendedMembers-2-unitName").Input("鞍山市老年大学");
        Names()[2].ShouldBe("鞍山市老年大学");

        Press("删除第 1 行");
        Names().ShouldBe(["台安县职业教育中心", "鞍山市老年大学"]);
        Press("撤销删除");
        Names().ShouldBe(["宽甸开放大学", "台安县职业教育中心", "鞍山市老年大学"]);

        form.Find("#form-intendedMembers-2-unitName").Input("宽甸开放大学");
        Rows().TextContent.ShouldContain("第 3 行的单位已经填过。");
    }

    [Fact]
    public void The_draft_is_saved_after_a_pause_and_once()
    {
        var drafts = new List<JsonObject>();
        var form = Draw(FormDefaults.New(PilotSite, Context), more: p => p.Add(f => f.OnDraft, draft => drafts.Add(draft)));

        form.Find("#form-personInCharge").Input("甲");
        time.Advance(TimeSpan.FromMilliseconds(500));
        form.Find("#form-personInCharge").Input(" 甲乙 ");
        time.Advance(TimeSpan.FromMilliseconds(700));
        drafts.ShouldBeEmpty();

        time.Advance(TimeSpan.FromMilliseconds(100));

        form.WaitForAssertion(() => drafts.Count.ShouldBe(1));
        ((string?)drafts[0]["personInCharge"]).ShouldBe("甲乙");
        form.WaitForAssertion(() => form.Find(".form-draft").TextContent.ShouldContain("草稿已于 10:00:01 保存。"));
    }

    [Fact]
    public async Task Leaving_the_page_saves_what_was_typed_last()
    {
        var drafts = new List<JsonObject>();
        var form = Draw(FormDefaults.New(PilotSite, Context), more: p => p.Add(f => f.OnDraft, draft => drafts.Add(draft)));
        form.Find("#form-personInCharge").Input("甲");

        await form.Instance.DisposeAsync();

        drafts.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_draft_that_cannot_be_saved_is_said_and_nothing_typed_is_lost()
    {
        var fails = true;
        var form = Draw(FormDefaults.New(PilotSite, Context), more: p => p.Add(f => f.OnDraft, _ =>
        {
            if (fails) throw new InvalidOperationException("no room");
        }));
        form.Find("#form-personInCharge").Input("甲");
        time.Advance(TimeSpan.FromSeconds(1));

        form.WaitForAssertion(() => form.Find(".form-draft").TextContent.ShouldContain("没有保存成功"));
        form.Find("#form-personInCharge").GetAttribute("value").ShouldBe("甲");

        fails = false;
        form.Find(".form-draft button").Click();
        form.WaitForAssertion(() => form.Find(".form-draft").TextContent.ShouldContain("草稿已于"));
    }

    [Fact]
    public async Task Finishing_says_everything_that_is_missing_and_goes_to_the_first_place()
    {
        var form = Draw(FormDefaults.New(PilotSite, Context));

        var result = await form.InvokeAsync(form.Instance.Finish);

        result.ShouldBeNull();
        form.WaitForAssertion(() => form.FindAll(".form-finding").Count.ShouldBe(15));
        page.JSInterop.Invocations.ShouldContain(call => call.Identifier == "import");
    }

    [Fact]
    public async Task Finishing_a_complete_form_gives_its_values()
    {
        var form = Draw(Complete());

        var result = await form.InvokeAsync(form.Instance.Finish);

        result.ShouldNotBeNull();
        FormValidator.Check(PilotSite, result, Context).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_server_refused_stands_at_its_field_until_the_field_is_changed()
    {
        IReadOnlyList<FormFinding> refused = [new("personInCharge", "server", new("此人不是本单位的人。", "Not of this unit."), "五", FormRuleStrength.Hard)];
        var form = Draw(Complete(), more: p => p.Add(f => f.Findings, refused));

        Field(form, "personInCharge").TextContent.ShouldContain("此人不是本单位的人。");
        form.Find("#form-personInCharge").Input("另一人");
        Field(form, "personInCharge").TextContent.ShouldNotContain("此人不是本单位的人。");
    }

    [Fact]
    public async Task What_the_server_refused_does_not_keep_a_person_from_trying_again()
    {
        IReadOnlyList<FormFinding> refused = [new("personInCharge", "server", new("此人不是本单位的人。", "Not of this unit."), "五", FormRuleStrength.Hard)];
        var form = Draw(Complete(), more: p => p.Add(f => f.Findings, refused));

        (await form.InvokeAsync(form.Instance.Finish)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_typed_while_a_draft_was_being_saved_is_saved_too()
    {
        var drafts = new List<JsonObject>();
        var slow = new TaskCompletionSource();
        var form = Draw(FormDefaults.New(PilotSite, Context), more: p => p.Add(f => f.OnDraft, async draft =>
        {
            drafts.Add(draft);
            if (drafts.Count == 1) await slow.Task;
        }));
        form.Find("#form-personInCharge").Input("甲");
        time.Advance(TimeSpan.FromSeconds(1));
        form.WaitForAssertion(() => drafts.Count.ShouldBe(1));

        form.Find("#form-personInCharge").Input("甲乙");
        time.Advance(TimeSpan.FromSeconds(1));
        await form.InvokeAsync(slow.SetResult);
        time.Advance(TimeSpan.FromSeconds(1));

        form.WaitForAssertion(() => drafts.Count.ShouldBe(2));
        ((string?)drafts[1]["personInCharge"]).ShouldBe("甲乙");
    }

    [Fact]
    public void Rights_hide_a_field_show_it_or_ask_for_it()
    {
        var rights = new Dictionary<string, FormFieldRight> { ["region"] = FormFieldRight.Hide, ["address"] = FormFieldRight.Read, ["leaderWish"] = FormFieldRight.Require };
        var form = Draw(Complete(), context: Context with { Stored = Complete() }, more: p => p.Add(f => f.FieldRights, rights));

        form.FindAll("[data-field='region']").ShouldBeEmpty();
        Field(form, "address").QuerySelectorAll("input").ShouldBeEmpty();
        Field(form, "address").TextContent.ShouldContain("辽阳县首山镇");
        form.Find(".form-places").TextContent.ShouldContain("本单位申请作为共同体组长单位");
    }

    [Fact]
    public void Reading_shows_the_form_as_printed_with_opinions_seals_and_dates()
    {
        IReadOnlyList<FormBlockState> blocks =
        [
            new() { Block = "pledgeSignature", SignedBy = "单位负责人", SignedAt = new(2023, 5, 20, 2, 0, 0, TimeSpan.Zero) },
            new() { Block = "unitOpinion", Opinion = "旧意见", OpinionBy = "甲", OpinionAt = new(2023, 5, 18, 2, 0, 0, TimeSpan.Zero), SealName = "旧章", SealedAt = new(2023, 5, 18, 3, 0, 0, TimeSpan.Zero), VoidedWhy = "内容已更改" },
            new() { Block = "unitOpinion", Organisation = "辽阳县开放大学", Opinion = "同意申报。", OpinionBy = "单位负责人", OpinionAt = new(2023, 5, 21, 2, 0, 0, TimeSpan.Zero), SealName = "辽阳县开放大学", SealPicture = "/seals/5.svg", SealedAt = new(2023, 5, 21, 17, 0, 0, TimeSpan.Zero) },
            new() { Block = "superiorOpinion", Skipped = "本单位即为该级主管部门" },
            new() { Block = "projectGroupOpinion", Opinion = "同意列入。", OpinionAt = new(2023, 6, 10, 2, 0, 0, TimeSpan.Zero) },
        ];
        var form = Draw(Complete(), FormMode.Read, more: p => p.Add(f => f.Blocks, blocks).Add(f => f.Computed, new() { ["isLate"] = false, ["paperReceivedOn"] = "2023-05-28" }));

        form.FindAll("input, textarea, select").ShouldBeEmpty();
        form.Find("td[data-field='communityLevel']").TextContent.Trim().ShouldBe("区县级共同体");
        form.Find("td[data-field='phone']").TextContent.Trim().ShouldBe("13000000000、010-00000000");
        form.Find("td[data-field='implementingUnit']").TextContent.Trim().ShouldBe("辽阳县开放大学");
        form.Find("td[data-field='intendedMembers'] tbody").QuerySelectorAll("tr").Length.ShouldBe(2);
        form.Find("td[data-field='paperReceivedOn']").TextContent.Trim().ShouldBe("2023年5月28日");
        var unit = form.Find("[data-block='unitOpinion']");
        unit.TextContent.ShouldContain("同意申报。");
        unit.QuerySelector("img")!.GetAttribute("alt").ShouldBe("辽阳县开放大学 的印章");
        unit.QuerySelector(".form-block-date")!.TextContent.ShouldContain("2023年5月22日");
        unit.QuerySelector(".form-void")!.TextContent.ShouldContain("内容已更改");
        form.Find("[data-block='superiorOpinion']").TextContent.ShouldContain("不适用");
        form.Find("[data-block='superiorOpinion']").TextContent.ShouldContain("本单位即为该级主管部门");
        form.Find("[data-block='superiorOpinion']").QuerySelectorAll(".form-seal").ShouldBeEmpty();
        var group = form.Find("[data-block='projectGroupOpinion']");
        group.QuerySelectorAll(".form-seal").ShouldBeEmpty();
        group.QuerySelector(".form-block-date")!.TextContent.ShouldContain("年　月　日", customMessage: "an opinion without its signature has no date yet");
    }

    [Fact]
    public void English_readers_get_English_and_the_pledge_in_its_own_words()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var form = Draw(FormDefaults.New(PilotSite, Context));

        form.Find(".form-left").TextContent.ShouldContain("15 places still to fill in or correct");
        Field(form, "personInCharge").TextContent.ShouldContain("Person in charge");
        Field(form, "pledgeText").QuerySelector("blockquote")!.TextContent.ShouldContain("项目试验点");
        Field(form, "pledgeText").TextContent.ShouldContain("Our unit joins");
    }

    [Fact]
    public void An_upload_that_is_refused_says_why_and_one_that_is_stored_becomes_the_value()
    {
        var answers = new Queue<FormUpload>([new(null, "文件太大。"), new(new("77", "同意证明.pdf", 1000))]);
        var form = Draw(Complete(), more: p => p
            .Add(f => f.Upload, (_, _) => Task.FromResult(answers.Dequeue()))
            .Add(f => f.FileAddress, id => $"/files/{id}"));
        void Choose() => form.FindComponents<Microsoft.AspNetCore.Components.Forms.InputFile>()
            .First(i => i.Markup.Contains("educationConsent", StringComparison.Ordinal))
            .UploadFiles(InputFileContent.CreateFromText("x", "同意证明.pdf"));

        Choose();
        Field(form, "educationConsent").TextContent.ShouldContain("文件太大。");
        Choose();

        form.Instance.Entry.Values["educationConsent"]!["id"]!.GetValue<string>().ShouldBe("77");
        Field(form, "educationConsent").QuerySelector("a")!.GetAttribute("href").ShouldBe("/files/77");
    }

    [Fact]
    public void Every_field_type_is_drawn_and_written()
    {
        var form = Draw([], form: Form("""
            [
              { "key": "text", "type": "text", "label": { "zh": "一", "en": "1" } }, { "key": "long", "type": "longText", "label": { "zh": "二", "en": "2" } },
              { "key": "int", "type": "int", "label": { "zh": "三", "en": "3" } }, { "key": "decimal", "type": "decimal", "suffix": { "zh": "元", "en": "yuan" }, "label": { "zh": "四", "en": "4" } },
              { "key": "date", "type": "date", "label": { "zh": "五", "en": "5" } }, { "key": "moment", "type": "dateTime", "label": { "zh": "六", "en": "6" } },
              { "key": "several", "type": "enumList", "label": { "zh": "七", "en": "7" }, "options": [ { "key": "x", "label": { "zh": "甲", "en": "X" } }, { "key": "y", "label": { "zh": "乙", "en": "Y" } } ] },
              { "key": "yes", "type": "bool", "required": true, "label": { "zh": "八", "en": "8" } }, { "key": "unit", "type": "unit", "label": { "zh": "九", "en": "9" } },
              { "key": "group", "type": "group", "label": { "zh": "十", "en": "10" }, "fields": [ { "key": "name", "type": "text", "label": { "zh": "名", "en": "N" } } ] }
            ]
            """));

        form.Find("#form-text").Input("甲");
        form.Find("#form-long").Input("甲\n乙");
        form.Find("#form-int").Input("１２");
        form.Find("#form-decimal").Input("4.5");
        form.Find("#form-date").Input("2023-05-29");
        form.Find("#form-moment").Input("2023-05-29T09:30");
        foreach (var index in new[] { 1, 0 })
        {
            Field(form, "several").QuerySelectorAll("input")[index].Change(true);
        }

        Field(form, "yes").QuerySelectorAll("input")[1].Change("on");
        form.Find("#form-unit").Input("1001");
        form.Find("#form-group-name").Input("组");

        form.Instance.Entry.Normalised().ToJsonString(Workflows.Approvals.Json.Options).ShouldBe(
            """{"text":"甲","long":"甲\n乙","int":12,"decimal":4.5,"date":"2023-05-29","moment":"2023-05-29T09:30:00+08:00","several":["x","y"],"yes":false,"unit":"1001","group":{"name":"组"}}""");
        form.Find("#form-moment").GetAttribute("value").ShouldBe("2023-05-29T09:30");
        Field(form, "decimal").TextContent.ShouldContain("元");
    }
}
