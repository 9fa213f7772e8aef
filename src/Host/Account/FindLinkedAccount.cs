using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>
/// The account of somebody who signed in at the provider. It is known by issuer and subject, which never change. The first time it is found by an e-mail address that the provider has
/// verified and that an administrator entered here: an address that a person entered for itself proves nothing. Nobody is made: who has no account gets none.
/// </summary>
public sealed class FindLinkedAccount(UnitOfWork unit)
{
    /// <returns>The principal of the account, or <c>session.not-linked</c>, <c>session.disabled</c>.</returns>
    public Task<Result<ClaimsPrincipal>> Run(ClaimsPrincipal provided, string scheme, CancellationToken cancellation = default) => unit.Run<ClaimsPrincipal>(
        Actor.System,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<WorkflowsDb>();
            var (issuer, subject) = (provided.FindFirstValue("iss") ?? "", provided.FindFirstValue("sub") ?? "");
            if (subject.Length == 0) return new Refusal("session.not-linked");
            var link = await db.Set<IdentityUserLogin<long>>().SingleOrDefaultAsync(l => l.LoginProvider == issuer && l.ProviderKey == subject, token);
            var account = link is not null ? await db.Accounts.SingleAsync(a => a.Id == link.UserId, token) : await ByMail(db, provided, token);
            if (account is null) return new Refusal("session.not-linked");
            if (account.LockoutEnd == Accounts.Disabled) return new Refusal("session.disabled");
            var audit = scope.GetRequiredService<AuditTrail>();
            scope.GetRequiredService<CurrentActor>().Actor = Actor.Person(account.PersonId);
            if (link is null)
            {
                db.Add(new IdentityUserLogin<long> { LoginProvider = issuer, ProviderKey = subject, UserId = account.Id, ProviderDisplayName = "OpenID Connect" });
                await audit.Write(Subject.Person(account.PersonId), "account.linked", new AuditDetail { After = issuer }, token);
            }
            await audit.Write(Subject.Person(account.PersonId), $"{Lockout.Session}.begun", new AuditDetail { Outcome = "OpenIdConnect" }, token);
            return Accounts.Principal(account.Id, account.SecurityStamp, scheme);
        },
        cancellation);

    private static async Task<UserAccount?> ByMail(WorkflowsDb db, ClaimsPrincipal provided, CancellationToken cancellation)
    {
        if (provided.FindFirstValue("email") is not { Length: > 0 } email || !string.Equals(provided.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase)) return null;
        var normal = email.Trim().ToUpperInvariant();
        var found = await db.Accounts.Where(a => a.NormalizedEmail == normal && a.EmailConfirmed).OrderBy(a => a.Id).Take(2).ToListAsync(cancellation);
        return found.Count == 1 ? found[0] : null;
    }
}
