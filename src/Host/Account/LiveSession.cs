using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Workflows.Host.Account;

/// <summary>Asks every minute whether the account behind an open page may still act and whether anybody does; if not, the page becomes anonymous.</summary>
public sealed class LiveSession(ILoggerFactory logs, IServiceScopeFactory scopes, SessionActivity activity, IHostApplicationLifetime lifetime) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellation)
    {
        // A page that is still open when the program stops ends with it; there is nothing left to ask.
        if (lifetime.ApplicationStopping.IsCancellationRequested) return true;
        if (activity.IsIdle || activity.IsOver) return false;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FindCaller>().Run(state.User, cancellation) is not null;
    }
}
