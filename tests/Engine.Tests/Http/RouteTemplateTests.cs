namespace Workflows.Engine.Tests.Http;

public class RouteTemplateTests
{
    [Theory]
    [InlineData("orders", "/Orders", "")]
    [InlineData("/orders/", "/orders/", "")]
    [InlineData("orders/{id}", "/orders/A7", "id=A7")]
    [InlineData("orders/{id:int}/lines/{line?}", "/orders/7/lines", "id=7")]
    [InlineData("orders/{id:int}/lines/{line?}", "/orders/7/lines/2", "id=7 line=2")]
    [InlineData("files/{*rest}", "/files/a/b.txt", "rest=a/b.txt")]
    [InlineData("", "/", "")]
    [InlineData("orders/{id:int}", "/orders/A7", null)]
    [InlineData("orders/{id}", "/orders", null)]
    [InlineData("orders/{id}", "/orders/1/2", null)]
    [InlineData("orders", "/order", null)]
    public void A_path_fits_and_gives_its_values(string template, string path, string? values) =>
        (RouteTemplate.Parse(template).Match(path) is { } found ? string.Join(' ', found.Select(x => $"{x.Key}={x.Value}")) : null).ShouldBe(values);

    [Theory]
    [InlineData("a//b")]
    [InlineData("a b")]
    [InlineData("a?x=1")]
    [InlineData("{}")]
    [InlineData("a{id}")]
    [InlineData("{id")]
    [InlineData("{id:regex}")]
    [InlineData("{*rest}/a")]
    [InlineData("{a?}/{b}")]
    [InlineData("{a}/{a}")]
    public void What_is_no_template_is_refused_with_the_reason(string path) => Should.Throw<FormatException>(() => RouteTemplate.Parse(path)).Message.ShouldStartWith($"Expected a path like \"orders/{{id}}\", found \"{path}\": ");
}
