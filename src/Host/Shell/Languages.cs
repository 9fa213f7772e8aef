using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Workflows.Host.Shell;

/// <summary>Simplified Chinese first, English second; a reader's choice is kept in a cookie.</summary>
public static class Languages
{
    public const string Default = "zh-CN";

    public static readonly IReadOnlyList<string> All = [Default, "en"];

    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Default).AddSupportedCultures([.. All]).AddSupportedUICultures([.. All]);
            options.ApplyCurrentCultureToResponseHeaders = true;

            // Pages are Chinese until the reader chooses; a program says what it wants in Accept-Language.
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider(),
                new CustomRequestCultureProvider(context => context.Request.Path.StartsWithSegments("/api")
                    ? new AcceptLanguageHeaderRequestCultureProvider { Options = options }.DetermineProviderCultureResult(context)
                    : Task.FromResult<ProviderCultureResult?>(null)),
            ];
        });
    }

    /// <summary><c>GET /culture/{name}?back=/path</c>: remembers the language and goes back. Only paths of this site are followed.</summary>
    public static void MapLanguages(this IEndpointRouteBuilder app) => app.MapGet("/culture/{name}", (string name, string? back, HttpContext context) =>
    {
        if (!All.Contains(name)) return Results.NotFound();
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(name))),
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, HttpOnly = true, IsEssential = true });
        return Results.LocalRedirect(LocalPath.Of(back));
    }).AllowAnonymous().ExcludeFromDescription();
}
