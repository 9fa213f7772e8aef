using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Workflows.TestSupport;
using UserAccount = Workflows.Approvals.Organisations.Account;

namespace Workflows.Host.Tests.Operations;

/// <summary>What a newcomer gets while the first start still loads the demo data.</summary>
public class FirstStartTests(PostgresCluster cluster)
{
    [Fact]
    public async Task The_sign_in_page_is_served_before_the_data_is_loaded_and_everything_else_waits_for_it()
    {
        Meanwhile? meanwhile = null;
        await using var application = await RunningApplication.Run(
            DatabaseKind.Sqlite, cluster, services => services.AddSingleton<IPasswordHasher<UserAccount>>(provider => meanwhile = new Meanwhile(provider.GetRequiredService<IServer>())));

        meanwhile.ShouldNotBeNull();
        meanwhile.Front.ShouldContain("首次启动正在载入数据");
        meanwhile.SignIn.ShouldContain("首次启动正在载入数据");
        meanwhile.SignIn.ShouldContain("liaoyang-centre.handler");
        meanwhile.Ready.ShouldBe(HttpStatusCode.ServiceUnavailable);
        meanwhile.Live.ShouldBe(HttpStatusCode.OK);
        meanwhile.ListsWaited.ShouldBeTrue();
        (await meanwhile.Lists).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var http = new HttpClient { BaseAddress = application.Address };
        WebUtility.HtmlDecode(await http.GetStringAsync("/sign-in", TestContext.Current.CancellationToken)).ShouldNotContain("首次启动正在载入数据");
    }

    /// <summary>Is called in the middle of loading, to hash the password of the demo accounts.</summary>
    private sealed class Meanwhile(IServer server) : PasswordHasher<UserAccount>
    {
        public string Front { get; private set; } = "";

        public string SignIn { get; private set; } = "";

        public HttpStatusCode Ready { get; private set; }

        public HttpStatusCode Live { get; private set; }

        public Task<HttpResponseMessage> Lists { get; private set; } = null!;

        public bool ListsWaited { get; private set; }

        public override string HashPassword(UserAccount user, string password)
        {
            // What is asked here must not run within the unit that is loading.
            using (ExecutionContext.SuppressFlow()) Task.Run(Ask).GetAwaiter().GetResult();
            return base.HashPassword(user, password);
        }

        private async Task Ask()
        {
            var http = new HttpClient { BaseAddress = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
            Lists = http.GetAsync("/lists");
            Front = WebUtility.HtmlDecode(await http.GetStringAsync("/"));
            SignIn = WebUtility.HtmlDecode(await http.GetStringAsync("/sign-in"));
            Ready = (await http.GetAsync("/health/ready")).StatusCode;
            Live = (await http.GetAsync("/health/live")).StatusCode;
            ListsWaited = !Lists.IsCompleted;
        }
    }
}
