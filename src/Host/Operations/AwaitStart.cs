using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace Workflows.Host.Operations;

/// <summary>While the first start still fills the database, whoever asks for what is in it waits; the front and the sign-in page, their files, the health and the figures of the program do not.</summary>
public static class AwaitStart
{
    public static void UseAwaitStart(this WebApplication app)
    {
        var start = app.Services.GetRequiredService<StartUp>();
        app.Use(async (context, next) =>
        {
            if (!start.IsDone && !NeedsNothing(context)) await start.Finished.WaitAsync(context.RequestAborted);
            await next(context);
        });
    }

    private static bool NeedsNothing(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments(Telemetry.Metrics)
        || context.Features.Get<IExceptionHandlerFeature>() is not null
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || (HttpMethods.IsGet(context.Request.Method) && context.Request.Path.Value is "/" or "/sign-in" && !context.Request.Cookies.ContainsKey("session") && context.Request.Headers.Authorization.Count == 0);
}
