using System.Net;
using Microsoft.Extensions.Configuration;
using Workflows.Host.Account;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Account;

public class PasswordTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData("CN", "Short-1", "account.password")]
    [InlineData("CN", "onlysmall", "account.password-simple")]
    [InlineData("CN", "small1234", "account.password-simple")]
    [InlineData("CN", "Passw0rd!", "account.password-common")]
    [InlineData("CN", "Welcome123", "account.password-common")]
    [InlineData("CN", "Zhang.San-2023", "account.password-name")]
    [InlineData("CN", "张三-Xy2023", "account.password-name")]
    [InlineData("CN", "Liao-Yang-2023", null)]
    [InlineData("ASVS", "a long sentence without more", null)]
    [InlineData("ASVS", "password123", "account.password-common")]
    [InlineData("ASVS", "aaaaaaaaaaab", "account.password-common")]
    public void A_password_is_long_enough_not_common_and_not_the_name(string profile, string password, string? code) =>
        (new PasswordRules(new ConfigurationBuilder().AddInMemoryCollection([new("Passwords:Profile", profile)]).Build()).Check(password, "zhang.san", "张三")?.Code ?? "none").ShouldBe(code ?? "none");

    [Fact]
    public async Task A_first_password_is_changed_before_anything_else_and_a_change_ends_the_other_sessions()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var administrator = app.As("platform.flowAdministrator");
        var centre = await administrator.Organisation("辽阳县社区教育中心");
        (await administrator.Post("/api/people", new { name = "新人", organisationId = centre, userName = "new.person", password = "password1" })).Code.ShouldStartWith("account.password");
        (await administrator.Post("/api/people", new { name = "新人", organisationId = centre, userName = "new.person", password = RunningApplication.FirstPassword, role = "reviewer" })).Succeeded();

        using var first = new ApiClient(new HttpClient { BaseAddress = app.Address }, app.Clock, "new.person", RunningApplication.FirstPassword);
        (await first.Get("/api/me")).Succeeded();
        (await first.Get("/api/work-items")).Refused("password.must-change", HttpStatusCode.Forbidden);
        (await first.Post("/api/me/password", new { current = "wrong", password = "Liao-Yang-2023" })).Refused("password.wrong");
        (await first.Post("/api/me/password", new { current = RunningApplication.FirstPassword, password = RunningApplication.FirstPassword })).Refused("password.same");
        (await first.Post("/api/me/password", new { current = RunningApplication.FirstPassword, password = "new.person-A1" })).Refused("account.password-name");
        (await first.Post("/api/me/password", new { current = RunningApplication.FirstPassword, password = "Liao-Yang-2023" })).Succeeded();
        (await first.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await app.Anonymous().Post("/api/session", new { userName = "new.person", password = RunningApplication.FirstPassword })).Refused("session.wrong");
        using var again = new ApiClient(new HttpClient { BaseAddress = app.Address }, app.Clock, "new.person", "Liao-Yang-2023");
        (await again.Get("/api/work-items")).Succeeded();
    }
}
