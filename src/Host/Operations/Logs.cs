using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Workflows.Host.Refusals;

namespace Workflows.Host.Operations;

/// <summary>
/// Logs for people on the console and as JSON lines in <c>data/logs</c>, a file a day or more where they are large, kept for the days that the setting <c>Logs:Days</c> says. Neither names nor what people typed goes into a log:
/// ids, codes and times do.
/// </summary>
public static class Logs
{
    /// <summary>Least days that logs are kept: six months, which are 181 to 184 days (网络安全法 第二十三条, until 2025 第二十一条).</summary>
    public const int FewestDays = 184;

    /// <summary>Days that they are kept unless the setting says otherwise.</summary>
    public const int UsualDays = 190;

    public static void AddLogs(this WebApplicationBuilder builder, string dataDirectory) => builder.Services.AddSerilog((_, logs) => logs
        .ReadFrom.Configuration(builder.Configuration)
        .Enrich.FromLogContext()
        .WriteTo.Console(restrictedToMinimumLevel: LogEventLevel.Warning, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
        .WriteTo.File(new RenderedCompactJsonFormatter(), Path.Combine(dataDirectory, "logs", "workflows-.json"), rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, retainedFileCountLimit: null, retainedFileTimeLimit: TimeSpan.FromDays(Days(builder.Configuration)), shared: true), preserveStaticLogger: true);

    /// <summary>The setting, or a refusal to start: it cannot be set below <see cref="FewestDays"/>.</summary>
    internal static int Days(IConfiguration configuration)
    {
        var days = configuration.GetValue("Logs:Days", UsualDays);
        return days >= FewestDays ? days : throw new InvalidOperationException($"Expected the setting Logs:Days to be at least {FewestDays}, found {days}. Logs are kept for six months or longer.");
    }

    /// <summary>One line per request: method, path without query, status, time, request id, and as properties the account and why it was refused.</summary>
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
                : context.Request.Path.StartsWithSegments("/_framework") || context.Request.Path.StartsWithSegments("/_content") || context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments(Telemetry.Metrics) ? LogEventLevel.Debug
                : LogEventLevel.Information;
            options.EnrichDiagnosticContext = (diagnostics, context) =>
            {
                diagnostics.Set("RequestId", context.TraceIdentifier);
                if (context.Features.Get<Caller>() is { } caller) diagnostics.Set("Account", caller.AccountId);
                if (RefusalProblem.CodeOf(context) is { } code) diagnostics.Set("Refusal", code);
            };
        });
    }
}
