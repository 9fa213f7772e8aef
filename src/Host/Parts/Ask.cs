using Microsoft.AspNetCore.Components.Authorization;
using Workflows.Approvals;
using Workflows.Host.Account;
using Workflows.Host.Refusals;

namespace Workflows.Host.Parts;

/// <summary>
/// How a page uses a verb: each call in a scope of its own and with the seats that the caller holds at this moment, because a page may stay open all day.
/// </summary>
public sealed class Ask(IServiceScopeFactory scopes, AuthenticationStateProvider session, RefusalSentences sentences)
{
    public async Task<T> Run<TVerb, T>(Func<TVerb, Caller, Task<T>> use) where TVerb : notnull
    {
        var user = (await session.GetAuthenticationStateAsync()).User;
        await using var scope = scopes.CreateAsyncScope();
        var caller = await scope.ServiceProvider.GetRequiredService<FindCaller>().Run(user) ?? throw new SessionEndedException();
        if (caller.MustChangePassword || caller.MustEnrol) throw new SessionEndedException();
        return await use(scope.ServiceProvider.GetRequiredService<TVerb>(), caller);
    }

    /// <summary>Who is asking, with the seats of this moment.</summary>
    public Task<Caller> Caller() => Run<FindCaller, Caller>((_, caller) => Task.FromResult(caller));

    /// <summary>The sentence of a refusal in the reader's language.</summary>
    public string Sentence(Refusal refusal) => sentences.Of(refusal);
}

/// <summary>The account behind an open page may no longer act: disabled, or its password was changed elsewhere.</summary>
public sealed class SessionEndedException() : Exception("Expected the account of this page to be signed in and active, but it no longer is. Sign in again.");
