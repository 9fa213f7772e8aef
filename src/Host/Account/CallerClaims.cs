using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Workflows.Host.Account;

/// <summary>
/// After every scheme has found its account: reads the seats of this moment and gives the principal their roles.
/// An account that may no longer act becomes anonymous.
/// </summary>
public sealed class CallerClaims(FindCaller find, TokenActivity tokens, NoteSession note, IHttpContextAccessor context) : IClaimsTransformation
{
    private const string Marker = "seats-read";

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true || principal.HasClaim(claim => claim.Type == Marker)) return principal;
        if (!await tokens.Counts(principal, context.HttpContext?.RequestAborted ?? CancellationToken.None) || await find.Run(principal) is not { } caller) return new ClaimsPrincipal(new ClaimsIdentity());

        context.HttpContext?.Features.Set(caller);
        if (context.HttpContext is { } request) await note.Run(principal, request, request.RequestAborted);
        var identity = new ClaimsIdentity(principal.Identity.AuthenticationType, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaims([
            new(Marker, "1"),
            new(Caller.AccountClaim, principal.FindFirstValue(Caller.AccountClaim)!),
            new(Caller.StampClaim, principal.FindFirstValue(Caller.StampClaim) ?? ""),
            new(Caller.SessionClaim, principal.FindFirstValue(Caller.SessionClaim) ?? ""),
            new(ClaimTypes.Name, caller.Name),
            .. caller.Seats.Select(seat => seat.Role).Distinct().Select(role => new Claim(ClaimTypes.Role, role.ToString())),
        ]);
        return new ClaimsPrincipal(identity);
    }
}
