using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Bench;

/// <summary>
/// A page that somebody has open, without a browser: what the browser's script says to the server is said here, over the same connection. It fetches the page, starts the circuit with the
/// components that the page names, confirms what is drawn, and answers calls of scripts with nothing. Nothing is drawn.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HubConnection connection;
    private readonly TaskCompletionSource drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Circuit(HubConnection connection) => this.connection = connection;

    /// <summary>Something was drawn anew; what the server sent, as it stands on the wire.</summary>
    public event Action<byte[]>? Drawn;

    /// <summary>What the server reported, or what made the connection end; empty while all is well.</summary>
    public string? Broken { get; private set; }

    /// <returns>The page when it was drawn for the first time.</returns>
    public static async Task<Circuit> Open(Uri address, string path, string cookie)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        var page = await browser.GetStringAsync(path);
        var markers = Markers().Matches(page).Select(m => JsonNode.Parse(m.Groups[1].Value)!.AsObject()).Where(m => m["type"]?.GetValue<string>() == "server").ToList();
        if (markers.Count == 0) throw new InvalidOperationException($"Expected {path} to name components of the server, found none. Look at the page.");

        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "_blazor"), HttpTransportType.WebSockets, options => options.Headers["Cookie"] = cookie);
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var circuit = new Circuit(builder.Build());
        circuit.Listen();
        await circuit.connection.StartAsync();
        await circuit.connection.InvokeAsync<string>("StartCircuit", address.ToString(), new Uri(address, path).ToString(), "[]", "");
        var operations = new JsonArray([.. markers.Select((marker, at) => new JsonObject { ["type"] = "add", ["ssrComponentId"] = at + 1, ["marker"] = marker })]);
        await circuit.connection.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), State().Match(page).Groups[1].Value);
        await circuit.drawn.Task.WaitAsync(Patience, TimeProvider.System);
        return circuit;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private void Listen()
    {
        connection.On<long, byte[]>("JS.RenderBatch", async (batch, content) =>
        {
            await connection.SendAsync("OnRenderCompleted", batch, null);
            drawn.TrySetResult();
            Drawn?.Invoke(content);
        });
        foreach (var parameters in (int[])[5, 6])
        {
            connection.On("JS.BeginInvokeJS", Types(parameters), async (given, _) =>
            {
                if (given[0] is long and not 0 and var call) await connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");
            }, this);
        }
        connection.On<string>("JS.Error", error => Break(error));
        connection.Closed += lost =>
        {
            if (lost is not null) Break(lost.Message);
            return Task.CompletedTask;
        };

        static Type[] Types(int parameters) => [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), .. Enumerable.Repeat(typeof(int), parameters - 5)];
    }

    private void Break(string why)
    {
        Broken = why;
        drawn.TrySetException(new InvalidOperationException($"Expected the page to be drawn, but the server said: {why}. Look at the log of the application."));
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();

    /// <summary>The browser's script speaks MessagePack under a name of its own.</summary>
    private sealed class BlazorPack : IHubProtocol
    {
        private readonly MessagePackHubProtocol pack = new();

        public string Name => "blazorpack";

        public int Version => 1;

        public TransferFormat TransferFormat => pack.TransferFormat;

        public bool IsVersionSupported(int version) => pack.IsVersionSupported(version);

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, Microsoft.AspNetCore.SignalR.IInvocationBinder binder, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HubMessage? message) => pack.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => pack.WriteMessage(message, output);

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => pack.GetMessageBytes(message);
    }
}
