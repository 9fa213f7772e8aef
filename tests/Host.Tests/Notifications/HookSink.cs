using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Host.Tests.Notifications;

/// <summary>Another system of the test that is told of events by HTTP.</summary>
internal sealed class HookSink : IAsyncDisposable
{
    private readonly WebApplication app;

    private HookSink(WebApplication app) => this.app = app;

    public sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    public ConcurrentQueue<Request> Requests { get; } = new();

    public int Status { get; set; } = 200;

    public string Answer { get; set; } = "{}";

    /// <summary>What happens when a request has been read, before it is answered.</summary>
    public Action Arrived { get; set; } = () => { };

    public string Host => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

    public static async Task<HookSink> Run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sink = new HookSink(builder.Build());
        sink.app.Run(sink.Take);
        await sink.app.StartAsync();
        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Requests.Enqueue(new Request(context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        Arrived();
        if (Status is >= 300 and < 400) context.Response.Headers.Location = "/elsewhere";
        context.Response.StatusCode = Status;
        await context.Response.WriteAsync(Answer);
    }
}
