using Workflows.Host.Shell;

namespace Workflows.Host.Tests.Shell;

public class LocalPathTests
{
    [Theory]
    [InlineData("/inbox?page=2", "/inbox?page=2")]
    [InlineData("//outside.example/x", "/")]
    [InlineData("/\\outside.example", "/")]
    [InlineData("https://outside.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Only_a_path_of_this_site_is_followed(string? asked, string followed) => LocalPath.Of(asked).ShouldBe(followed);
}
