using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Workflows.Host.Operations;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Tests.Notifications;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Operations;

/// <summary>The figures that Prometheus reads, who may read them, and what a collector is sent.</summary>
public class MetricsTests(SharedApplication shared, PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_on_this_machine_reads_our_figures_and_those_of_the_framework()
    {
        // In a process of its own, as it is installed: many programs in one process share their meters, and where one ends, the others lose theirs.
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await using var apart = await HostProcess.Start(app.Connection, 0, ("Background__Enabled", "true"));
        (await apart.As("liaoyang-centre.handler").Get("/api/me")).Succeeded();
        using var http = new HttpClient { BaseAddress = apart.Address };
        var figures = "";
        await Soon.Holds(TimeSpan.FromSeconds(60), async () => (figures = await http.GetStringAsync("/metrics", Stop)).Contains("workflows_work_items_open", StringComparison.Ordinal), "the first look at what waits");
        foreach (var name in new[]
        {
            "workflows_work_items_overdue", "workflows_queue_lag_seconds", "workflows_outbox_lag_seconds", "workflows_deliveries_given_up", "workflows_timers_waiting", "workflows_nodes",
            "workflows_unit_duration_seconds_bucket", "http_server_request_duration_seconds_count", "dotnet_gc_collections",
        }) figures.ShouldContain(name);
        figures.ShouldNotContain("liaoyang", Case.Insensitive, "no names");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Original-For", "127.0.0.1:1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Authorization", "Bearer guess")]
    public async Task Who_comes_through_a_proxy_finds_nothing(string header, string value)
    {
        var app = await shared.Get();
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "example.cn");
        (await http.SendAsync(request, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("10.1.2.3", null, null, false)]
    [InlineData("10.1.2.3", null, "10.0.0.0/8", true)]
    [InlineData("::ffff:10.1.2.3", null, "10.0.0.0/8", true)]
    [InlineData("127.0.0.1", null, "10.0.0.0/8", false)]
    [InlineData("127.0.0.1", null, null, true)]
    [InlineData("::1", null, null, true)]
    [InlineData("8.8.8.8", "Bearer a-token-of-16-or-more", null, true)]
    [InlineData("8.8.8.8", "Bearer a-token-of-16-or-mory", null, false)]
    [InlineData("8.8.8.8", "Basic a-token-of-16-or-more", null, false)]
    public void The_network_or_the_token_opens_them(string address, string? authorization, string? network, bool opens)
    {
        var readers = new MetricsReaders(new ConfigurationBuilder().AddInMemoryCollection([new("Metrics:Token", "a-token-of-16-or-more"), new("Metrics:Networks:0", network)]).Build());
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (authorization is not null) context.Request.Headers.Authorization = authorization;
        readers.May(context).ShouldBe(opens);
    }

    [Fact]
    public async Task A_collector_is_sent_figures_and_traces_of_what_was_done_without_what_was_typed()
    {
        await using var collector = await HookSink.Run();
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("Telemetry:Otlp", $"http://{collector.Host}"), ("Telemetry:Protocol", "Http"));
        var (id, _) = await app.Begin("liaoyang-centre");
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm(form => form["personInCharge"] = "不可外传"))).Succeeded();
        app.Services.GetRequiredService<TracerProvider>().ForceFlush();
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();

        // Names stand in the messages as they are.
        var sent = collector.Requests.ToLookup(request => request.Path, request => Encoding.UTF8.GetString(request.Body));
        var traces = string.Concat(sent["/v1/traces"]);
        foreach (var name in new[] { "workflow.resume", "workflow.start", "unit.outcome", "rows.write", "/decision" }) traces.ShouldContain(name);
        traces.ShouldNotContain("不可外传");
        string.Concat(sent["/v1/metrics"]).ShouldContain("workflows.run.duration");
    }
}
