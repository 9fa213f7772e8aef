using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Workflows.Host.Operations;

/// <summary>
/// Logs for people on the console and as JSON lines in <c>data/logs</c>, one file a day, 14 days. Neither names nor what people typed goes into a log:
/// ids, codes and times do.
/// </summary>
public static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder, string dataDirectory) => builder.Services.AddSerilog((_, logs) => logs
        .ReadFrom.Configuration(builder.Configuration)
        .Enrich.FromLogContext()
        .WriteTo.Console(restrictedToMinimumLevel: LogEventLevel.Warning, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
        .WriteTo.File(new RenderedCompactJsonFormatter(), Path.Combine(dataDirectory, "logs", "workflows-.json"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14, shared: true), preserveStaticLogger: true);

    /// <summary>One line per request: method, path without query, status, time, request id.</summary>
    public static void UseRequestLogs(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // An answer to an exception begins with empty headers.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseSerilogRequestLogging(options =>
        {
            // Of this program: the static one belongs to whichever program of the process started last.
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} {Elapsed:0.0} ms {RequestId}";
            options.GetLevel = (context, _, exception) => exception is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
                : context.Request.Path.StartsWithSegments("/_framework") || context.Request.Path.StartsWithSegments("/_content") || context.Request.Path.StartsWithSegments("/health") ? LogEventLevel.Debug
                : LogEventLevel.Information;
            options.EnrichDiagnosticContext = (diagnostics, context) => diagnostics.Set("RequestId", context.TraceIdentifier);
        });
    }
}
