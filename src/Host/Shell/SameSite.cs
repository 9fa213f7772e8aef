using Workflows.Approvals;
using Workflows.Host.Refusals;

namespace Workflows.Host.Shell;

/// <summary>
/// What changes something, and the connections of pages and hubs, may not be begun by a page of another site: the browser says where it comes from (<c>Sec-Fetch-Site</c>, and where it
/// is too old for that, <c>Origin</c>). Programs send neither. Stands beside antiforgery and the cookies that are not sent across sites; the only one of them for WebSockets.
/// </summary>
public static class SameSite
{
    public static void UseSameSite(this WebApplication app)
    {
        var site = app.Configuration["PublicAddress"] is { Length: > 0 } named && Uri.TryCreate(named, UriKind.Absolute, out var address) ? address.Authority : null;

        // Workflows that answer requests may be meant for forms of other sites; they take no cookie for what changes something.
        var open = app.Configuration.GetValue("HttpWorkflows:Incoming:Enabled", false) ? app.Configuration["HttpWorkflows:Incoming:BasePath"] ?? "/workflows" : null;
        app.Use(async (context, next) =>
        {
            if (!Matters(context) || (open is not null && context.Request.Path.StartsWithSegments(open)) || !IsForeign(context.Request, site)) await next(context);
            else await RefusalProblem.Problem(context, new Refusal("request.other-site"), StatusCodes.Status403Forbidden).ExecuteAsync(context);
        });
    }

    /// <summary>A program that signs with a header of its own may come from anywhere: a page of another site cannot know the token.</summary>
    private static bool Matters(HttpContext context) =>
        (context.WebSockets.IsWebSocketRequest || context.Request.Headers.Upgrade.Count > 0 || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method)))
        && context.Request.Headers.Authorization.Count == 0;

    private static bool IsForeign(HttpRequest request, string? site)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } from) return from is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && (!Uri.TryCreate(origin, UriKind.Absolute, out var address)
            || (!address.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) && !address.Authority.Equals(site, StringComparison.OrdinalIgnoreCase)));
    }
}
