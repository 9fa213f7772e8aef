using Workflows.Approvals.Documents;

namespace Workflows.Approvals.Tests.Documents;

public class DocumentNumberTests
{
    [Theory]
    [InlineData("中成协〔2023〕010号")]
    [InlineData("中成协[2023]10号")]
    [InlineData("中成协［２０２３］０１０号")]
    [InlineData("中成协 (2023) 010 号")]
    [InlineData("中成协【2023】第010号")]
    public void R2_the_same_number_is_recognised_however_it_is_printed(string printed) =>
        DocumentNumber.Key(printed).ShouldBe(DocumentNumber.Key("中成协[2023]010号"));

    [Theory]
    [InlineData("中成协[2023]009号")]
    [InlineData("中成协[2023]100号")]
    [InlineData("中成协[2022]010号")]
    [InlineData("浙成职协〔2023〕010号")]
    public void R2_another_number_stays_another(string printed) =>
        DocumentNumber.Key(printed).ShouldNotBe(DocumentNumber.Key("中成协[2023]010号"));

    [Fact]
    public void R2_the_printed_form_is_kept()
    {
        var document = new Document { Title = "通知" };
        document.SetNumber(" 中成协〔2023〕010号 ");
        document.Number.ShouldBe("中成协〔2023〕010号");
        document.NumberKey.ShouldBe("中成协[2023]10号");
    }
}
