using Microsoft.AspNetCore.Components.Authorization;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>The caller behind an open page, with the seats held at this moment. Pages ask before every act, because a page may stay open for days.</summary>
public sealed class WhoCalls(AuthenticationStateProvider state, UnitOfWork unit)
{
    public async Task<Caller?> Run(CancellationToken cancellation = default)
    {
        var user = (await state.GetAuthenticationStateAsync()).User;
        return user.Identity?.IsAuthenticated == true
            ? await unit.Read((scope, token) => scope.GetRequiredService<FindCaller>().Run(user, token), cancellation)
            : null;
    }
}
