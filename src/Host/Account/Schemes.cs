using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Workflows.Host.Account;

/// <summary>
/// Three ways to be known: the cookie of the pages, the access token of <c>POST /api/session</c>, a personal API key.
/// The cookie never changes anything through the API: a page of another site could send it along.
/// </summary>
public static class Schemes
{
    private const string Any = "Any", Begun = "begun";

    /// <summary>How long an access token lasts, unless it is idle before (<see cref="TokenActivity"/>).</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromHours(8);

    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<FindCaller>();
        services.AddSingleton<FindLinkedAccount>();
        services.AddSingleton<TokenActivity>();
        services.AddScoped<IClaimsTransformation, CallerClaims>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AskToSignIn>();
        services.AddSingleton<IPasswordHasher<UserAccount>, PasswordHasher<UserAccount>>().AddSingleton<IConfigureOptions<PasswordHasherOptions>, StretchedPasswords>();
        services.AddScoped<SessionActivity>();
        services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler>(provider => provider.GetRequiredService<SessionActivity>());
        services.AddScoped<AuthenticationStateProvider, LiveSession>();

        services.AddDataProtection().SetApplicationName("workflows");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeysInDatabase>();

        services.AddAuthentication(Any)
            .AddPolicyScheme(Any, Any, options => options.ForwardDefaultSelector = Choose)
            .AddCookie(options =>
            {
                options.Cookie.Name = "session";
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.LoginPath = "/sign-in";
                options.AccessDeniedPath = "/no-access";
                options.ReturnUrlParameter = "back";
                options.ExpireTimeSpan = SessionActivity.Idle(configuration);
                options.SlidingExpiration = true;

                // Use renews a session, but not for ever.
                var longest = SessionActivity.Longest(configuration);
                options.Events.OnSigningIn = context =>
                {
                    context.Properties.SetString(Begun, Clock(context.HttpContext).GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));
                    return context.HttpContext.RequestServices.GetRequiredService<NoteSession>().Run(context.Principal!, context.HttpContext, context.HttpContext.RequestAborted);
                };
                options.Events.OnValidatePrincipal = context =>
                {
                    if (!long.TryParse(context.Properties.GetString(Begun), CultureInfo.InvariantCulture, out var begun) || Clock(context.HttpContext).GetUtcNow().UtcTicks - begun > longest.Ticks) context.RejectPrincipal();
                    return Task.CompletedTask;
                };
            })
            .AddBearerToken(options =>
            {
                options.BearerTokenExpiration = Lasting;

                // A browser cannot send headers with a WebSocket; the live updates of the designer name their token in the address.
                options.Events.OnMessageReceived = context =>
                {
                    if (context.Request.Path.StartsWithSegments("/elsa/hubs") && context.Request.Query["access_token"].ToString() is { Length: > 0 } token) context.Token = token;
                    return Task.CompletedTask;
                };
            })
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null)
            .AddProvider(configuration);

        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
    }

    private static TimeProvider Clock(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>();

    private static string Choose(HttpContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (header?.StartsWith("ApiKey ", StringComparison.OrdinalIgnoreCase) == true) return ApiKeyScheme.Name;
        if (header is not null) return BearerTokenDefaults.AuthenticationScheme;
        if (context.Request.Path.StartsWithSegments("/elsa")) return BearerTokenDefaults.AuthenticationScheme;
        var isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return context.Request.Path.StartsWithSegments("/api") && (!isSafe || !context.Request.Cookies.ContainsKey("session"))
            ? BearerTokenDefaults.AuthenticationScheme
            : CookieAuthenticationDefaults.AuthenticationScheme;
    }
}
