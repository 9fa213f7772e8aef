using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

public class PersonalValuesTests
{
    [Theory]
    [InlineData("13812345678", "138******78")]
    [InlineData("010-12345678", "010*******78")]
    [InlineData("12345", "*****")]
    [InlineData("zhang.san@caea.example", "z***@caea.example")]
    [InlineData("", "")]
    public void A_number_keeps_its_ends_and_an_address_its_domain(string value, string masked) => PersonalValues.Mask(value).ShouldBe(masked);

    [Fact]
    public void Personal_fields_are_masked_in_groups_rows_and_several_and_nothing_else_is()
    {
        var form = new FormDefinition
        {
            Key = "x", Title = new("表", "Form"), Source = new("1号", "附件", true),
            Sections = [new FormSection { Key = "s", Title = new("一", "One"), Blocks = [], Fields =
            [
                Field("name"), Field("phone", "phone") with { Many = true },
                Field("liaison") with { Type = FormFieldType.Group, Fields = [Field("name"), Field("mobile", "mobile")] },
                Field("members") with { Type = FormFieldType.Rows, Fields = [Field("unit"), Field("email", "email")] },
            ] }],
        };
        var values = JsonNode.Parse("""{ "name": "13812345678", "phone": ["13812345678", "010-12345678"], "liaison": { "name": "王明", "mobile": "13900000001" }, "members": [{ "unit": "甲", "email": "a@b.example" }, { "unit": "乙" }] }""")!.AsObject();

        var (masked, isMasked) = PersonalValues.Mask(form, values);

        isMasked.ShouldBeTrue();
        masked.ToJsonString(Json.Options).ShouldBe("""{"name":"13812345678","phone":["138******78","010*******78"],"liaison":{"name":"王明","mobile":"139******01"},"members":[{"unit":"甲","email":"a***@b.example"},{"unit":"乙"}]}""");
        values["liaison"]!["mobile"]!.ToString().ShouldBe("13900000001", "what is stored stays");
        PersonalValues.Mask(form, new JsonObject { ["name"] = "王明" }).IsMasked.ShouldBeFalse();
    }

    private static FormField Field(string key, string? rule = null) => new()
    {
        Key = key, Label = new(key, key), Type = FormFieldType.Text,
        Rules = rule is null ? [] : [new FormRule { Name = rule, Arguments = [], Sentence = new("", ""), Clause = "1" }],
    };
}
