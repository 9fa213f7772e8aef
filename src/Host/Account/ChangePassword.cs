using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>What one gives to change the own password.</summary>
public sealed record NewPassword(string? Current = null, string? Password = null);

/// <summary>Somebody changes the own password. All other sessions of the account end at once: pages, tokens of the API, everything that carries the old stamp; personal API keys stay.</summary>
public sealed class ChangePassword(UnitOfWork unit, IPasswordHasher<UserAccount> hasher, PasswordRules rules, ConfirmPassword confirm)
{
    /// <param name="scheme">For which way of signing in the answered principal is.</param>
    /// <returns>The principal with the new stamp, or <c>password.same</c>, and what <see cref="ConfirmPassword"/> and <see cref="PasswordRules.Check"/> refuse.</returns>
    public async Task<Result<ClaimsPrincipal>> Run(Caller caller, NewPassword asked, string scheme, CancellationToken cancellation = default)
    {
        if (await confirm.Run(caller, asked.Current, cancellation) is { } refusal) return refusal;
        if (asked.Password == asked.Current) return new Refusal("password.same");
        if (rules.Check(asked.Password, caller.UserName, caller.Name) is { } weak) return weak;
        var hash = hasher.HashPassword(new UserAccount { PersonId = caller.PersonId }, asked.Password!);
        return await unit.Run<ClaimsPrincipal>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var changed = await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == caller.AccountId, token);
                (changed.PasswordHash, changed.MustChangePassword, changed.AccessFailedCount) = (hash, false, 0);
                changed.SecurityStamp = scope.GetRequiredService<IdSource>().Next().ToString(System.Globalization.CultureInfo.InvariantCulture);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), "password.changed", cancellation: token);
                return Accounts.Principal(changed.Id, changed.SecurityStamp, scheme);
            },
            cancellation);
    }
}
