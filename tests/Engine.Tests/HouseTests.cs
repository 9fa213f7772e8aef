namespace Workflows.Engine.Tests;

public class HouseTests
{
    [Fact]
    public void The_project_builds() => typeof(HouseTests).Assembly.GetName().Name.ShouldBe("Workflows.Engine.Tests");
}
