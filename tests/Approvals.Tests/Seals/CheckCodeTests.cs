using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Tests.Seals;

public class CheckCodeTests
{
    private static readonly Random Source = new(20230522);
    private static readonly RandomNumber Numbers = Source.Next;

    [Fact]
    public void A_code_is_read_back_however_it_is_typed()
    {
        for (var i = 0; i < 200; i++)
        {
            var code = CheckCode.New(Numbers);
            code.Length.ShouldBe(CheckCode.Length);
            CheckCode.Read(CheckCode.Printed(code)).ShouldBe(code);
            CheckCode.Read($" {CheckCode.Printed(code).ToLowerInvariant().Replace('-', ' ')} ").ShouldBe(code);
            CheckCode.Read(code.Replace('0', 'o').Replace('1', 'l')).ShouldBe(code);
        }
    }

    [Fact]
    public void A_wrong_character_is_noticed()
    {
        for (var i = 0; i < 500; i++)
        {
            var code = CheckCode.New(Numbers).ToCharArray();
            var at = Source.Next(code.Length);
            code[at] = code[at] == 'A' ? 'B' : 'A';
            CheckCode.Read(new string(code)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7K2M")]
    [InlineData("7K2M-9QXA-4HT!")]
    [InlineData("………………………………………………………………………………………………………………………………")]
    public void What_is_no_code_is_none(string? typed) => CheckCode.Read(typed).ShouldBeNull();
}
