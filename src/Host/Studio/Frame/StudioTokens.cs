using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using Workflows.Host.Account;

namespace Workflows.Host.Studio.Frame;

/// <summary>What the designer signs its calls with.</summary>
/// <param name="RenewInSeconds">When the page asks for the next one: after two thirds of its life.</param>
public sealed record StudioToken(string AccessToken, double RenewInSeconds);

/// <summary>
/// Turns the session of the pages into a short-lived token, because the designer's interface takes no cookie: a page of another site could send it along.
/// Configuration: <c>Studio:TokenMinutes</c>, how long a token lasts, 0.05 to 60, default 10.
/// </summary>
public sealed class StudioTokens(IConfiguration configuration, IOptionsMonitor<BearerTokenOptions> tokens, TimeProvider clock)
{
    private const string Scheme = BearerTokenDefaults.AuthenticationScheme;

    private readonly TimeSpan lasting = Lasting(configuration.GetValue("Studio:TokenMinutes", 10.0));

    /// <summary>A token for the account of the session; its rights are read anew with every call.</summary>
    public StudioToken For(HttpContext session)
    {
        var account = session.User;
        var principal = Accounts.Principal(
            long.Parse(account.FindFirst(Caller.AccountClaim)!.Value, System.Globalization.CultureInfo.InvariantCulture), account.FindFirst(Caller.StampClaim)?.Value, Scheme, account.FindFirst(Caller.SessionClaim)?.Value);
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + lasting }, $"{Scheme}:AccessToken");
        return new StudioToken(tokens.Get(Scheme).BearerTokenProtector.Protect(ticket), lasting.TotalSeconds * 2 / 3);
    }

    private static TimeSpan Lasting(double minutes) => minutes is >= 0.05 and <= 60
        ? TimeSpan.FromMinutes(minutes)
        : throw new InvalidOperationException($"Expected Studio:TokenMinutes from 0.05 to 60, found {minutes}. Correct it or leave it out for 10.");
}
