using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Workflows.Host.Nodes;

namespace Workflows.Host.Operations;

/// <summary>
/// What the program tells of itself, by OpenTelemetry: figures at <c>/metrics</c> for Prometheus (<see cref="MetricsReaders"/> says who may read them), and figures and traces to the collector that
/// <c>Telemetry:Otlp</c> names. Without one no trace is made. Neither names nor what people typed is in them: ids, codes and times are, and statements of SQL without their values.
/// </summary>
public static class Telemetry
{
    /// <summary>Where Prometheus reads the figures.</summary>
    public const string Metrics = "/metrics";

    /// <summary>The framework's own figures and spans beside ours.</summary>
    private static readonly string[] FrameworkMeters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql"];

    /// <summary>How a collector is spoken to (<c>Telemetry:Protocol</c>).</summary>
    internal enum Protocol { Grpc, Http }

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var collector = configuration["Telemetry:Otlp"] is { Length: > 0 } address ? new Uri(address) : null;
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("workflows", serviceVersion: ThisNode.Version));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters.Name, $"{Meters.Name}.*").AddMeter(FrameworkMeters).AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0);
            if (collector is not null) metrics.AddOtlpExporter(options => To(options, "v1/metrics"));
        });
        if (collector is null) return;
        telemetry.WithTracing(traces => traces
            .AddSource(Meters.Name, $"{Meters.Name}.*", "Npgsql", "Quartz")
            .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments(Metrics))
            .AddHttpClientInstrumentation()
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(configuration.GetValue("Telemetry:Traces", 1.0))))
            .AddOtlpExporter(options => To(options, "v1/traces")));

        void To(OtlpExporterOptions options, string path)
        {
            options.Protocol = configuration.GetValue("Telemetry:Protocol", Protocol.Grpc) == Protocol.Http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            options.Endpoint = options.Protocol == OtlpExportProtocol.Grpc ? collector : new Uri(collector, path);
        }
    }

    public static void MapMetrics(this WebApplication app)
    {
        var readers = new MetricsReaders(app.Configuration);
        app.MapPrometheusScrapingEndpoint(Metrics).AllowAnonymous().Add(endpoint =>
        {
            var answer = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                if (readers.May(context)) return answer(context);

                // As if there were nothing.
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
    }
}
