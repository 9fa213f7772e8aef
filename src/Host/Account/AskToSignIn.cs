using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Workflows.Host.Account;

/// <summary>
/// A token or cookie may be genuine while its account may no longer act (disabled, another password). Such a caller is anonymous
/// (<see cref="CallerClaims"/>) and is asked to sign in, not told that a right is missing.
/// </summary>
public sealed class AskToSignIn : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler ordinary = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult result) =>
        ordinary.HandleAsync(next, context, policy, result.Forbidden && context.User.Identity?.IsAuthenticated != true ? PolicyAuthorizationResult.Challenge() : result);
}
