namespace Workflows.Persistence.Tests;

public class HouseTests
{
    [Fact]
    public void The_project_builds() => typeof(HouseTests).Assembly.GetName().Name.ShouldBe("Workflows.Persistence.Tests");
}
