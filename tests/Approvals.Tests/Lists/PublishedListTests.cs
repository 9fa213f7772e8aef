using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;

namespace Workflows.Approvals.Tests.Lists;

public class PublishedListTests
{
    private static readonly string[] Website = ["协会官网"];

    [Fact]
    public void R30_a_list_that_is_not_filed_is_not_published()
    {
        var list = List();
        list.Publish(Website, Given.At(6, 15)).ShouldBeCode("list.not-filed");
        list.Decide(Given.At(6, 5)).ShouldBeNull();
        list.Publish(Website, Given.At(6, 15)).ShouldBeCode("list.not-filed");
        list.File(Given.At(6, 8)).ShouldBeNull();
        list.Publish(Website, Given.At(6, 15)).ShouldBeNull();
        (list.DecidedAt, list.FiledAt, list.PublishedAt).ShouldBe((Given.At(6, 5), Given.At(6, 8), Given.At(6, 15)));
        list.Publish(Website, Given.At(6, 16)).ShouldBeCode("list.already-published");
    }

    [Fact]
    public void R30_a_list_without_a_filing_body_is_published_once_it_is_decided()
    {
        var list = List(requiresFiling: false);
        list.Publish(Website, Given.At(6, 15)).ShouldBeCode("list.not-decided");
        list.Decide(Given.At(6, 5)).ShouldBeNull();
        list.Publish([], Given.At(6, 15)).ShouldBeCode("list.channel-required");
        list.Publish(Website, Given.At(6, 15)).ShouldBeNull();
    }

    [Fact]
    public void R31_an_objection_leads_back_to_the_decision()
    {
        var list = List();
        list.Object().ShouldBeCode("list.not-decided");
        list.Decide(Given.At(6, 5)).ShouldBeNull();
        list.Object().ShouldBeNull();
        list.Status.ShouldBe(ListStatus.Draft);
        list.File(Given.At(6, 8)).ShouldBeCode("list.not-decided");
        list.Decide(Given.At(6, 9)).ShouldBeNull();
        list.File(Given.At(6, 10)).ShouldBeNull();
    }

    [Fact]
    public void R32_a_case_is_listed_only_when_the_list_is_published()
    {
        var list = List();
        CaseStatus[] Statuses() => [.. list.Entries.Select(list.StatusOf)];
        Statuses().ShouldBe([CaseStatus.InAssessment, CaseStatus.InAssessment]);
        list.Decide(Given.At(6, 5)).ShouldBeNull();
        Statuses().ShouldBe([CaseStatus.Decided, CaseStatus.Decided]);
        list.File(Given.At(6, 8)).ShouldBeNull();
        Statuses().ShouldBe([CaseStatus.Filed, CaseStatus.Filed]);
        list.Publish(Website, Given.At(6, 15)).ShouldBeNull();
        Statuses().ShouldBe([CaseStatus.Listed, CaseStatus.NotListed]);
    }

    [Fact]
    public void A_case_that_is_not_listed_gets_its_reason()
    {
        var list = List();
        list.Entries[1].Reason = " ";
        list.Decide(Given.At(6, 5)).ShouldBeCode("list.reason-required");
    }

    private static PublishedList List(bool requiresFiling = true)
    {
        var list = new PublishedList { Kind = "pilotSite", Title = "第三批实验点名单", RequiresFiling = requiresFiling };
        list.Entries.Add(new ListEntry { CaseId = 1, Unit = "凌海开放大学", IsListed = true });
        list.Entries.Add(new ListEntry { CaseId = 2, Unit = "黑山县社区学院", IsListed = false, Reason = "材料未体现自筹经费" });
        return list;
    }
}
