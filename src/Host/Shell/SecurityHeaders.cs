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

    /// <summary>The API reference and the designer bring scripts that start themselves inline or as WebAssembly; still nothing from outside.</summary>
    private static readonly string Tools = Pages.Replace("script-src 'self'", "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'", StringComparison.Ordinal);

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var isTool = context.Request.Path.StartsWithSegments("/api/reference") || context.Request.Path.StartsWithSegments("/studio");
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = isTool ? Tools : Pages;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });
}
