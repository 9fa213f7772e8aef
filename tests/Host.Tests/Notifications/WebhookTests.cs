using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Approvals.Notifications;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Notifications;

/// <summary>Other systems that are told of events, over HTTP to a server of the test.</summary>
public class WebhookTests(PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_event_is_signed_and_names_the_matter_and_only_what_was_chosen_is_told(DatabaseKind kind)
    {
        await using var sink = await HookSink.Run();
        await using var app = await RunningApplication.Configured(kind, cluster, ("Webhooks:AllowedPrivateHosts:0", sink.Host));
        (await app.As("ln-centre.orgAdministrator").Post("/api/webhooks", new { name = "门户", address = $"http://{sink.Host}/hook" })).Refused("webhook.not-allowed", HttpStatusCode.Forbidden);
        var made = (await app.As(Administrator).Post("/api/webhooks", new { name = "门户", address = $"http://{sink.Host}/hook", kinds = new[] { "assigned" } })).Value;
        (await app.As(Administrator).Get("/api/webhooks")).Text.ShouldNotContain("whsec_");
        await app.Settle();
        await app.Tell();
        while (sink.Requests.TryDequeue(out _)) { }
        await app.UpToTheHead("liaoyang-centre");
        await app.Tell();

        var requests = sink.Requests.Where(r => Encoding.UTF8.GetString(r.Body).Contains("辽阳县社区教育中心", StringComparison.Ordinal)).ToList();
        var (_, headers, body) = requests.ShouldHaveSingleItem("the signature; the form is filled in already, and that it was submitted is not chosen");
        var secret = Convert.FromBase64String(made["secret"]!.GetValue<string>()["whsec_".Length..]);
        var signed = HMACSHA256.HashData(secret, (byte[])[.. Encoding.UTF8.GetBytes($"{headers["Webhook-Id"]}.{headers["Webhook-Timestamp"]}."), .. body]);
        headers["Webhook-Signature"].ShouldBe($"v1,{Convert.ToBase64String(signed)}");
        headers["Idempotency-Key"].ShouldBe(headers["Webhook-Id"]);
        headers["Webhook-Timestamp"].ShouldBe($"{app.Clock.GetUtcNow().ToUnixTimeSeconds()}");
        var told = JsonNode.Parse(body)!;
        told["type"]!.GetValue<string>().ShouldBe("assigned");
        told["data"]!["unit"]!.GetValue<string>().ShouldBe("辽阳县社区教育中心");
        Encoding.UTF8.GetString(body).ShouldNotContain("负责人 ", Case.Sensitive, "no person is named");
    }

    [Fact]
    public async Task After_a_crash_between_delivery_and_mark_the_same_id_comes_again()
    {
        await using var sink = await HookSink.Run();
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("Webhooks:AllowedPrivateHosts:0", sink.Host));
        await app.Tell();
        var hook = await Hook(app, $"http://{sink.Host}/");
        (await app.As(Administrator).Post($"/api/webhooks/{hook}/test")).Succeeded();

        // The program stops when the other system has it and before it is marked.
        using var stop = new CancellationTokenSource();
        sink.Arrived = stop.Cancel;
        await Should.ThrowAsync<OperationCanceledException>(() => app.Tell(stop.Token));
        sink.Arrived = () => { };
        (await app.Tell()).ShouldBe(0, "it is still claimed");
        app.Clock.Advance(Delivery.Lease);
        (await app.Tell()).ShouldBe(1);
        sink.Requests.Count.ShouldBe(2);
        sink.Requests.Select(r => r.Headers["Webhook-Id"]).Distinct().Count().ShouldBe(1);
        sink.Requests.Select(r => Encoding.UTF8.GetString(r.Body)).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}/")]
    [InlineData("http://localhost:{port}/")]
    [InlineData("http://[::1]:{port}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{port}/")]
    [InlineData("http://2130706433:{port}/")]
    [InlineData("http://0x7f.1:{port}/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[fd00::1]/")]
    public async Task Nothing_inside_is_reached_unless_it_is_listed(string address)
    {
        await using var sink = await HookSink.Run();
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.Tell();
        var hook = await Hook(app, address.Replace("{port}", sink.Host.Split(':')[1], StringComparison.Ordinal));
        (await app.As(Administrator).Post($"/api/webhooks/{hook}/test")).Succeeded();
        (await app.Tell()).ShouldBe(0);
        sink.Requests.ShouldBeEmpty();
        (await app.As(Administrator).Get("/api/deliveries?state=waiting")).Value[0]!["lastError"]!.GetValue<string>().ShouldContain("public internet");
    }

    [Fact]
    public async Task Redirections_are_not_followed_other_schemes_and_passwords_in_the_address_are_refused()
    {
        await using var sink = await HookSink.Run();
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("Webhooks:AllowedPrivateHosts:0", sink.Host));
        await app.Tell();
        foreach (var address in new[] { "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "/relative", "http://name:word@example.org/" })
            (await app.As(Administrator).Post("/api/webhooks", new { name = "门户", address })).Refused("webhook.address");
        var hook = await Hook(app, $"http://{sink.Host}/");
        sink.Status = 302;
        (await app.As(Administrator).Post($"/api/webhooks/{hook}/test")).Succeeded();
        (await app.Tell()).ShouldBe(0);
        sink.Requests.Count.ShouldBe(1);
        (await app.As(Administrator).Get("/api/deliveries")).Value[0]!["lastError"]!.GetValue<string>().ShouldContain("302");
    }

    [Fact]
    public async Task Bots_of_group_chats_are_told_in_their_own_form_and_their_refusal_counts()
    {
        await using var sink = await HookSink.Run();
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("Webhooks:AllowedPrivateHosts:0", sink.Host));
        await app.Tell();
        var ding = (await app.As(Administrator).Post("/api/webhooks", new { name = "钉钉", address = $"http://{sink.Host}/robot/send?access_token=t", format = "dingTalk", secret = "SECabc" })).Value["id"]!.GetValue<string>();
        var weCom = (await app.As(Administrator).Post("/api/webhooks", new { name = "企业微信", address = $"http://{sink.Host}/cgi-bin/webhook/send?key=k", format = "weCom" })).Value["id"]!.GetValue<string>();
        (await app.As(Administrator).Post($"/api/webhooks/{ding}/test")).Succeeded();
        (await app.As(Administrator).Post($"/api/webhooks/{weCom}/test")).Succeeded();
        (await app.Tell()).ShouldBe(2);
        var time = app.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var sign = Convert.ToBase64String(HMACSHA256.HashData("SECabc"u8, Encoding.UTF8.GetBytes($"{time}\nSECabc")));
        var requests = sink.Requests.ToList();
        requests[0].Path.ShouldBe($"/robot/send?access_token=t&timestamp={time}&sign={Uri.EscapeDataString(sign)}");
        JsonNode.Parse(requests[0].Body)!["markdown"]!["text"]!.GetValue<string>().ShouldContain("测试");
        JsonNode.Parse(requests[1].Body)!["msgtype"]!.GetValue<string>().ShouldBe("markdown");

        sink.Answer = """{"errcode":310000,"errmsg":"sign not match"}""";
        (await app.As(Administrator).Post($"/api/webhooks/{ding}/test")).Succeeded();
        (await app.Tell()).ShouldBe(0);
        (await app.As(Administrator).Get("/api/deliveries")).Value[0]!["lastError"]!.GetValue<string>().ShouldContain("sign not match");
    }

    private static async Task<string> Hook(RunningApplication app, string address) =>
        (await app.As(Administrator).Post("/api/webhooks", new { name = "门户", address })).Value["id"]!.GetValue<string>();
}
