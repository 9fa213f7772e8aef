using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Tests.Cases;

public class MaterialRulesTests
{
    private static readonly Material[] Both = [new("申请表", Electronic: true, Paper: true)];
    private static readonly DateTimeOffset Cutoff = ShanghaiTime.EndOf(Given.Day(5, 29));

    [Fact]
    public void R14_received_is_only_what_is_complete_and_the_later_date_counts()
    {
        MaterialRules.ReceivedAt(Both, Given.At(5, 28), Given.At(5, 27)).ShouldBe(Given.At(5, 28));
        MaterialRules.ReceivedAt(Both, Given.At(5, 26), Given.At(5, 27)).ShouldBe(Given.At(5, 27));
        MaterialRules.ReceivedAt(Both, paper: null, Given.At(5, 26)).ShouldBeNull();
        MaterialRules.ReceivedAt(Both, Given.At(5, 26), electronic: null).ShouldBeNull();
        MaterialRules.ReceivedAt([new("申请表", true, false)], paper: null, Given.At(5, 26)).ShouldBe(Given.At(5, 26));
    }

    [Fact]
    public void R14_electronic_only_is_not_received() =>
        MaterialRules.Accept(Both, null, Given.At(5, 26), Cutoff, Given.At(5, 29, 23, 59)).ShouldBeRefusedAs("materials.incomplete");

    [Fact]
    public void R9_materials_that_arrive_after_the_day_are_late()
    {
        MaterialRules.Accept(Both, Given.At(5, 29, 23, 59), Given.At(5, 20), Cutoff, Given.At(5, 30)).Value.ShouldBe(Given.At(5, 29, 23, 59));
        MaterialRules.Accept(Both, Given.At(5, 30, 9), Given.At(5, 20), Cutoff, Given.At(5, 30, 10)).ShouldBeRefusedAs("materials.late");
    }

    [Fact]
    public void Nothing_is_registered_before_it_arrives() =>
        MaterialRules.Accept(Both, Given.At(5, 28), Given.At(5, 20), Cutoff, Given.At(5, 27)).ShouldBeRefusedAs("materials.in-future");
}
