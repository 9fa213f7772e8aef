using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Exceptions;
using Elsa.Expressions.Helpers;
using FsCheck.Xunit;

namespace Workflows.Engine.Tests.Expressions;

public class ObjectConverterTests
{
    private enum Colour
    {
        Red,
        Green
    }

    [Theory]
    [InlineData("5", typeof(int), 5)]
    [InlineData("5.0", typeof(int), 5)]
    [InlineData(" 1e3 ", typeof(long), 1000L)]
    [InlineData("2.5", typeof(double), 2.5)]
    [InlineData("True", typeof(bool), true)]
    [InlineData("0", typeof(bool), false)]
    [InlineData("green", typeof(Colour), Colour.Green)]
    [InlineData(1.0, typeof(Colour), Colour.Green)]
    [InlineData(3.0, typeof(int), 3)]
    [InlineData(3, typeof(string), "3")]
    [InlineData(true, typeof(string), "True")]
    [InlineData(null, typeof(int), 0)]
    [InlineData(null, typeof(string), null)]
    [InlineData("7", typeof(int?), 7)]
    public void Text_numbers_and_enums_convert_into_each_other(object? value, Type type, object? expected) => value.ConvertTo(type).ShouldBe(expected);

    [Fact]
    public void Durations_dates_and_identifiers_are_read_from_text()
    {
        "01:30:00".ConvertTo<TimeSpan>().ShouldBe(TimeSpan.FromMinutes(90));
        "2023-05-29".ConvertTo<DateOnly>().ShouldBe(new DateOnly(2023, 5, 29));
        "2023-05-29T08:00:00+08:00".ConvertTo<DateTimeOffset>().ShouldBe(new DateTimeOffset(2023, 5, 29, 0, 0, 0, TimeSpan.Zero));
        "d3b07384-d9a0-4f5c-9f3a-1d2b3c4d5e6f".ConvertTo<Guid>().ToString().ShouldBe("d3b07384-d9a0-4f5c-9f3a-1d2b3c4d5e6f");
    }

    [Fact]
    public void Json_text_becomes_lists_and_objects()
    {
        "[\"a\",\"b\"]".ConvertTo<ICollection<string>>().ShouldBe(["a", "b"]);
        "[1,\"2\"]".ConvertTo<int[]>().ShouldBe([1, 2]);
        "[1,1]".ConvertTo<HashSet<int>>().ShouldBe([1]);
        "{\"points\":\"3\",\"colour\":\"green\"}".ConvertTo<Mark>().ShouldBe(new Mark(3, "green"));
        "{\"a\":1}".ConvertTo<IDictionary<string, object>>()!.Keys.ShouldBe(["a"]);
        "{\"a\":1}".ConvertTo<JsonObject>()!["a"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void Script_objects_become_records()
    {
        IDictionary<string, object?> script = new ExpandoObject();
        script["points"] = 3.0;
        script["colour"] = "red";
        script.ConvertTo<Mark>().ShouldBe(new Mark(3, "red"));
        new List<object?> { script }.ConvertTo<List<Mark>>().ShouldBe([new Mark(3, "red")]);
    }

    [Fact]
    public void A_json_element_is_read_as_what_it_holds()
    {
        var json = JsonSerializer.SerializeToElement(new { n = 5, t = "5", l = new[] { 1 } });
        json.GetProperty("n").ConvertTo<int>().ShouldBe(5);
        json.GetProperty("t").ConvertTo<int>().ShouldBe(5);
        json.GetProperty("n").ConvertTo<string>().ShouldBe("5");
        json.GetProperty("l").ConvertTo<List<int>>().ShouldBe([1]);
        json.GetProperty("t").ConvertTo<object>().ShouldBe("5");
    }

    [Theory]
    [InlineData("abc", typeof(int))]
    [InlineData("blue", typeof(Colour))]
    [InlineData("99999999999", typeof(int))]
    [InlineData("{", typeof(List<int>))]
    public void What_cannot_be_read_says_what_was_expected(string value, Type type) =>
        Should.Throw<TypeConversionException>(() => value.ConvertTo(type)).Message.ShouldContain($"found \"{value}\"");

    [Fact]
    public void Without_strictness_it_becomes_the_default() => "abc".ConvertTo<int>(new ObjectConverterOptions(StrictMode: false)).ShouldBe(0);

    [Property]
    public bool A_number_survives_text(int number) => number.ConvertTo<string>().ConvertTo<int>() == number;

    [Property]
    public bool A_number_survives_being_a_script_number(int number) => ((double)number).ConvertTo<int>() == number;

    private sealed record Mark(int Points, string Colour);
}
