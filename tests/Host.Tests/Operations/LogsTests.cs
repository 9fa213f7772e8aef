using Microsoft.Extensions.Configuration;
using Workflows.Host.Operations;

namespace Workflows.Host.Tests.Operations;

/// <summary>Logs are kept for six months or longer, whatever is set.</summary>
public class LogsTests
{
    [Fact]
    public void Fewer_days_than_six_months_are_refused_at_the_start_and_more_are_not()
    {
        Logs.Days(Setting(null)).ShouldBe(190);
        Logs.Days(Setting("184")).ShouldBe(184);
        Logs.Days(Setting("400")).ShouldBe(400);
        foreach (var few in new[] { "183", "30", "0", "-1" }) Should.Throw<InvalidOperationException>(() => Logs.Days(Setting(few))).Message.ShouldContain("184");
    }

    private static IConfiguration Setting(string? days) => new ConfigurationBuilder().AddInMemoryCollection([new("Logs:Days", days)]).Build();
}
