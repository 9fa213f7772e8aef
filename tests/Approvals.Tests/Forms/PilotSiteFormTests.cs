using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>F-01, field by field.</summary>
public class PilotSiteFormTests
{
    private static readonly FormUnit Unit = new("1001", "辽阳县开放大学", "openUniversity", "county", "northeast", "辽阳县首山镇");

    private static readonly FormCheckContext Context = new()
    {
        Today = new(2023, 5, 26),
        Applicant = Unit,
        SuperiorIsEducationAuthority = true,
        RoutesAllowed = ["recommended", "direct"],
    };

    private static JsonObject Complete() => ShippedForms.Values("""
        {
          "route": "recommended",
          "implementingUnit": "1001",
          "region": "northeast",
          "communityLevel": "county",
          "personInCharge": "负责人",
          "phone": ["13000000000", "010-00000000"],
          "address": "辽阳县首山镇",
          "intendedProject": "elderly",
          "intendedMembers": [ { "unitName": "台安县职业教育中心", "info": "已有合作" } ],
          "conditions": [true, true, true, true, true, true, true],
          "conditionsByMeasures": [true, true, true],
          "pledgeText": true
        }
        """);

    private static IReadOnlyList<FormFinding> Check(Action<JsonObject>? change = null, FormCheckContext? context = null)
    {
        var values = Complete();
        change?.Invoke(values);
        return FormValidator.Check(ShippedForms.PilotSite, values, context ?? Context);
    }

    [Fact]
    public void Every_shipped_form_reads_without_a_finding()
    {
        ShippedForms.All.Findings.ShouldBeEmpty();
        ShippedForms.All.All.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_complete_form_passes() => Check().ShouldBeEmpty();

    [Fact]
    public void The_first_values_come_from_the_applicant()
    {
        var values = FormDefaults.New(ShippedForms.PilotSite, Context);

        ((string?)values["implementingUnit"]).ShouldBe("1001");
        ((string?)values["region"]).ShouldBe("northeast");
        ((string?)values["address"]).ShouldBe("辽阳县首山镇");
        ((string?)values["route"]).ShouldBe("recommended");
    }

    [Fact]
    public void A_new_form_names_every_field_that_is_still_to_be_filled()
    {
        var paths = FormValidator.Check(ShippedForms.PilotSite, FormDefaults.New(ShippedForms.PilotSite, Context), Context).Select(f => f.Path).ToList();

        paths.ShouldBe([
            "communityLevel", "personInCharge", "phone", "intendedProject",
            "conditions[0]", "conditions[1]", "conditions[2]", "conditions[3]", "conditions[4]", "conditions[5]", "conditions[6]",
            "conditionsByMeasures[0]", "conditionsByMeasures[1]", "conditionsByMeasures[2]", "pledgeText"]);
    }

    [Theory]
    [InlineData("region")]
    [InlineData("communityLevel")]
    [InlineData("personInCharge")]
    [InlineData("phone")]
    [InlineData("address")]
    [InlineData("intendedProject")]
    [InlineData("conditions")]
    [InlineData("conditionsByMeasures")]
    [InlineData("pledgeText")]
    [InlineData("route")]
    public void A_required_field_left_empty_is_named(string key) =>
        Check(v => v.Remove(key)).ShouldContain(f => f.Path.StartsWith(key, StringComparison.Ordinal) && f.Strength == FormRuleStrength.Hard);

    [Fact]
    public void The_leader_wish_may_stay_empty_or_hold_the_printed_sentence()
    {
        Check(v => v["leaderWish"] = "").ShouldBeEmpty();
        Check(v => v["leaderWish"] = "本单位申请作为共同体组长单位").ShouldBeEmpty();
        Check(v => v["leaderWish"] = true).ShouldBeEmpty();
        Check(v => v["leaderWish"] = "我们想当组长").ShouldHaveSingleItem().Rule.ShouldBe("equalsText");
    }

    [Fact]
    public void Two_projects_are_refused_with_the_sentence_of_the_form()
    {
        var finding = Check(v => v["intendedProject"] = new JsonArray("elderly", "family")).ShouldHaveSingleItem();

        finding.ShouldSatisfyAllConditions(
            f => f.Path.ShouldBe("intendedProject"),
            f => f.Rule.ShouldBe("exactlyOne"),
            f => f.Sentence.Zh.ShouldContain("任选 1 个"),
            f => f.Clause.ShouldContain("009号"),
            f => f.Strength.ShouldBe(FormRuleStrength.Hard));
    }

    [Fact]
    public void No_project_and_an_unknown_project_are_refused()
    {
        Check(v => v.Remove("intendedProject")).ShouldHaveSingleItem().Rule.ShouldBe("exactlyOne");
        Check(v => v["intendedProject"] = "inServiceEducation").ShouldHaveSingleItem().Rule.ShouldBe("exactlyOne");
    }

    [Fact]
    public void Another_project_needs_its_text_and_only_another_project_has_one()
    {
        Check(v => v["intendedProject"] = "other").ShouldHaveSingleItem().Path.ShouldBe("otherProjectText");
        Check(v => (v["intendedProject"], v["otherProjectText"]) = ("other", "乡村图书流动站")).ShouldBeEmpty();
        Check(v => v["otherProjectText"] = "乡村图书流动站").ShouldHaveSingleItem().Rule.ShouldBe("emptyWhen");
    }

    [Theory]
    [InlineData("village")]
    [InlineData("national")]
    [InlineData("村、社区")]
    public void A_level_of_another_enumeration_is_refused(string level)
    {
        var finding = Check(v => v["communityLevel"] = level).ShouldHaveSingleItem();

        finding.Rule.ShouldBe("oneOf");
        finding.Sentence.Zh.ShouldContain(level);
        finding.Sentence.Zh.ShouldContain("街镇级");
        finding.Clause.ShouldContain("层级划分");
    }

    [Theory]
    [InlineData("province")]
    [InlineData("city")]
    [InlineData("county")]
    [InlineData("township")]
    public void The_four_levels_are_accepted(string level) => Check(v => v["communityLevel"] = level).ShouldBeEmpty();

    [Fact]
    public void The_regions_can_be_added_to()
    {
        Check(v => v["region"] = "胶东").ShouldBeEmpty();
        Check(v => v["region"] = new string('长', 51)).ShouldHaveSingleItem().Rule.ShouldBe("option");
    }

    [Fact]
    public void A_telephone_is_a_mobile_or_a_landline_and_several_are_entries_of_their_own()
    {
        Check(v => v["phone"] = "010-00000000 13000000000").ShouldBeEmpty();
        Check(v => v["phone"] = "０１０－０００００００００").ShouldNotBeEmpty();
        Check(v => v["phone"] = "０１０－００００００００").ShouldBeEmpty();
        var finding = Check(v => v["phone"] = new JsonArray("13000000000", "12345")).ShouldHaveSingleItem();
        finding.Path.ShouldBe("phone[1]");
        finding.Sentence.Zh.ShouldContain("12345");
    }

    [Fact]
    public void A_row_of_an_intended_member_needs_the_name_and_no_unit_stands_twice()
    {
        Check(v => v["intendedMembers"] = new JsonArray(new JsonObject { ["info"] = "县级" })).ShouldHaveSingleItem().Path.ShouldBe("intendedMembers[0].unitName");
        Check(v => v["intendedMembers"] = new JsonArray(new JsonObject { ["unitName"] = "甲" }, new JsonObject { ["unitName"] = " 甲 " }))
            .ShouldHaveSingleItem().Path.ShouldBe("intendedMembers[1]");
        Check(v => v["intendedMembers"] = new JsonArray()).ShouldBeEmpty();
    }

    [Fact]
    public void A_condition_that_is_not_ticked_is_named_in_its_own_words()
    {
        var finding = Check(v => v["conditions"] = new JsonArray(true, false, true, true, true, true, true)).ShouldHaveSingleItem();

        finding.Path.ShouldBe("conditions[1]");
        finding.Sentence.Zh.ShouldContain("项目领导小组");
        finding.Sentence.En.ShouldContain("leading group");
        Check(v => v["conditions"] = new JsonArray(true, true)).Count.ShouldBe(5);
    }

    [Fact]
    public void The_pledge_is_accepted_only_word_for_word()
    {
        var printed = ShippedForms.PilotSite.Field("pledgeText")!.Text!.Zh;

        printed.ShouldContain("项目试验点");
        Check(v => v["pledgeText"] = printed).ShouldBeEmpty();
        var altered = Check(v => v["pledgeText"] = printed.Replace("试验点", "实验点", StringComparison.Ordinal)).ShouldHaveSingleItem();
        altered.Rule.ShouldBe("equalsText");
        Check(v => v["pledgeText"] = false).ShouldHaveSingleItem().Rule.ShouldBe("equalsText");
    }

    [Fact]
    public void The_pledge_and_the_conditions_are_those_of_the_source_document()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Forms", "009.txt")).ReplaceLineEndings("");

        source.ShouldContain(ShippedForms.PilotSite.Field("pledgeText")!.Text!.Zh);
        foreach (var condition in ShippedForms.PilotSite.Field("conditions")!.Options)
        {
            source.ShouldContain(condition.Label.Zh);
        }
    }

    [Fact]
    public void Consent_is_asked_only_when_the_superior_is_no_education_authority()
    {
        var enterprise = Context with { SuperiorIsEducationAuthority = false };

        Check(context: enterprise).ShouldHaveSingleItem().Path.ShouldBe("educationConsent");
        Check(v => v["educationConsent"] = new JsonObject { ["id"] = "7", ["name"] = "同意证明.PDF" }, enterprise).ShouldBeEmpty();
        Check(v => v["educationConsent"] = "7", enterprise with { Attachment = _ => new("7", "同意证明.pdf", 1000) }).ShouldBeEmpty();
        Check(v => v["educationConsent"] = "8", enterprise with { Attachment = _ => null }).ShouldHaveSingleItem().Rule.ShouldBe("file");
        Check(v => v["educationConsent"] = "7", enterprise with { Attachment = _ => new("7", "证明.docx", 1000) }).ShouldHaveSingleItem().Rule.ShouldBe("fileKind");
    }

    [Fact]
    public void Only_kinds_of_the_notice_may_apply()
    {
        FormValidator.CheckApplicant(ShippedForms.PilotSite, Context).ShouldBeEmpty();
        FormValidator.CheckApplicant(ShippedForms.PilotSite, Context with { Applicant = Unit with { Kind = "vocationalSchool" } }).ShouldBeEmpty();
        var refused = FormValidator.CheckApplicant(ShippedForms.PilotSite, Context with { Applicant = Unit with { Kind = "other", FullName = "远帆培训" } }).ShouldHaveSingleItem();
        refused.Rule.ShouldBe("unitKind");
        refused.Sentence.Zh.ShouldContain("远帆培训");
        refused.Clause.ShouldBe("中成协[2023]009号 五");
    }

    [Fact]
    public void Nobody_applies_in_the_name_of_another_unit() =>
        Check(v => v["implementingUnit"] = "2002").ShouldHaveSingleItem().Rule.ShouldBe("readOnly");

    [Fact]
    public void A_way_that_the_call_does_not_offer_is_refused() =>
        Check(v => v["route"] = "recommended", Context with { RoutesAllowed = ["direct"] }).ShouldHaveSingleItem().Rule.ShouldBe("routeOfCall");

    [Fact]
    public void Computed_values_are_not_taken_from_a_person() =>
        Check(v => v["isLate"] = false).ShouldHaveSingleItem().Sentence.Zh.ShouldContain("由系统计算");

    [Fact]
    public void The_blocks_stand_as_the_form_prints_them()
    {
        var blocks = ShippedForms.PilotSite.Blocks;

        blocks.Select(b => b.Key).ShouldBe(["pledgeSignature", "unitOpinion", "superiorOpinion", "projectGroupOpinion"]);
        blocks.Single(b => b.Key == "projectGroupOpinion").ShouldSatisfyAllConditions(b => b.NeedsSeal.ShouldBeFalse(), b => b.NeedsSignature.ShouldBeTrue(), b => b.NeedsOpinion.ShouldBeTrue());
        blocks.Single(b => b.Key == "superiorOpinion").ShouldSatisfyAllConditions(b => b.NeedsSeal.ShouldBeTrue(), b => b.Party.ShouldBe("competentSuperior"));
    }

    [Fact]
    public void Telephone_way_and_attachments_may_change_under_a_seal_and_nothing_else()
    {
        var after = Complete();
        (after["phone"], after["route"], after["educationConsent"]) = ("13000000001", "direct", "9");
        var free = FormContent.ChangedFields(ShippedForms.PilotSite, Complete(), after);
        free.VoidSeals.ShouldBeFalse();
        free.Free.Order().ShouldBe(["educationConsent", "phone", "route"]);
        FormContent.Hash(ShippedForms.PilotSite, after).ShouldBe(FormContent.Hash(ShippedForms.PilotSite, Complete()));

        after["intendedProject"] = "family";
        ((JsonObject)after["intendedMembers"]![0]!)["info"] = "另有合作";
        var bound = FormContent.ChangedFields(ShippedForms.PilotSite, Complete(), after);
        bound.VoidSeals.ShouldBeTrue();
        bound.UnderSeal.Order().ShouldBe(["intendedMembers[0].info", "intendedProject"]);
        FormContent.Hash(ShippedForms.PilotSite, after).ShouldNotBe(FormContent.Hash(ShippedForms.PilotSite, Complete()));
    }
}
