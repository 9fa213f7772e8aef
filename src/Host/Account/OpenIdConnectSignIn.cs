using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Workflows.Host.Shell;

namespace Workflows.Host.Account;

/// <summary>
/// Signing in at the house's own provider (OpenID Connect, authorization code with PKCE). Off unless <c>OpenIdConnect:Authority</c> and <c>OpenIdConnect:ClientId</c> are set; further
/// <c>OpenIdConnect:ClientSecret</c>, and <c>OpenIdConnect:Name</c>, which stands on the button.
/// </summary>
public static class OpenIdConnectSignIn
{
    /// <summary>Where signing in at the provider begins; <c>?back=</c> is where it leads afterwards.</summary>
    public const string Begin = "/sign-in/openid";

    /// <summary>Whether this installation has a provider.</summary>
    public static bool IsOn(IConfiguration configuration) => configuration["OpenIdConnect:Authority"] is { Length: > 0 } && configuration["OpenIdConnect:ClientId"] is { Length: > 0 };

    public static AuthenticationBuilder AddProvider(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        if (!IsOn(configuration)) return authentication;
        var authority = new Uri(configuration["OpenIdConnect:Authority"]!);
        return authentication.AddOpenIdConnect(options =>
        {
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.Authority = authority.AbsoluteUri;
            options.RequireHttpsMetadata = !authority.IsLoopback;
            options.ClientId = configuration["OpenIdConnect:ClientId"];
            options.ClientSecret = configuration["OpenIdConnect:ClientSecret"];
            options.ResponseType = OpenIdConnectResponseType.Code;

            // The answer comes by GET, so that the cookies of the handshake need not be sent across sites.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            (options.CorrelationCookie.SameSite, options.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            (options.NonceCookie.SameSite, options.NonceCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            options.MapInboundClaims = false;
            options.Scope.Add("email");
            options.Events.OnTokenValidated = async context =>
            {
                var found = await context.HttpContext.RequestServices.GetRequiredService<FindLinkedAccount>().Run(context.Principal!, CookieAuthenticationDefaults.AuthenticationScheme, context.HttpContext.RequestAborted);
                if (!found.IsRefused)
                {
                    context.Principal = found.Value;
                    return;
                }
                context.HandleResponse();
                context.Response.Redirect($"/sign-in?refused={found.Refusal!.Code}");
            };
            options.Events.OnRemoteFailure = context =>
            {
                context.HandleResponse();
                context.Response.Redirect("/sign-in?refused=session.provider");
                return Task.CompletedTask;
            };
        });
    }

    public static void MapProvider(this WebApplication app)
    {
        if (!IsOn(app.Configuration)) return;
        app.MapGet(Begin, (string? back) => Results.Challenge(new AuthenticationProperties { RedirectUri = LocalPath.Of(back) }, [OpenIdConnectDefaults.AuthenticationScheme])).AllowAnonymous().ExcludeFromDescription();
    }
}
