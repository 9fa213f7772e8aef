namespace Workflows.Host.Shell;

/// <summary>
/// Tells the browser what this site never does: load anything from outside, be framed by another site, guess content types.
/// Styles may stand inline, because the component library sets sizes and colours that way; scripts may not.
/// </summary>
public static class SecurityHeaders
{
    private const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    /// <summary>The API reference brings scripts that start themselves inline; still nothing from outside.</summary>
    private static readonly string Reference = Pages.Replace("script-src 'self'", "script-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    /// <summary>The designer's editor and its list of instances each bring their keyboard shortcuts as a script in the page; these two, and no other, may run.</summary>
    private const string EditorKeys = "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='";

    /// <summary>
    /// The designer is WebAssembly, which the browser compiles (wasm-unsafe-eval), and its code editor runs in workers that start from a blob of their own
    /// (worker-src blob:). Other inline scripts and eval stay forbidden.
    /// </summary>
    private static readonly string Studio = Pages.Replace("script-src 'self'", $"script-src 'self' 'wasm-unsafe-eval' {EditorKeys}", StringComparison.Ordinal) + "; worker-src 'self' blob:";

    /// <summary>They are written last: an answer to an exception begins with empty headers. Who sent a policy of its own keeps it.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("Content-Security-Policy", PolicyOf(path));
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "SAMEORIGIN";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";

            // What a person may see stays in no cache, of the browser or between it and here, unless whoever answers says otherwise.
            if (context.User.Identity?.IsAuthenticated == true || path.StartsWithSegments("/api") || path.StartsWithSegments("/elsa")) headers.TryAdd("Cache-Control", "no-store");
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static string PolicyOf(PathString path) =>
        path.StartsWithSegments("/api/reference") || path.StartsWithSegments(Jobs.JobsRegistration.Dashboard) ? Reference
        : path.StartsWithSegments("/studio") ? Studio
        : Pages;
}
