using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Account;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Organisations;

/// <summary>Enters a person with an account and perhaps a seat, and disables or enables the account.</summary>
public sealed partial class EnterPerson(UnitOfWork unit, IPasswordHasher<UserAccount> hasher, PasswordRules rules)
{
    /// <summary>A password that comes with it is a first one: the person has to change it before anything else.</summary>
    public Task<Result<Entered>> Run(Caller caller, NewPerson asked, CancellationToken cancellation = default) =>
        Run(caller, asked, asked.Password is { Length: > 0 } password ? hasher.HashPassword(new UserAccount { PersonId = 0 }, password) : null, isFirst: true, cancellation);

    /// <param name="passwordHash">Already hashed, e.g. once for all demo accounts.</param>
    /// <param name="isFirst">The person has to change it.</param>
    internal Task<Result<Entered>> Run(Caller caller, NewPerson asked, string? passwordHash, bool isFirst, CancellationToken cancellation) =>
        unit.Run<Entered>(caller.AsAdministrator(), (scope, token) => Within(scope, caller, asked, passwordHash, isFirst, token), cancellation);

    /// <summary>The same within another verb's unit.</summary>
    internal async Task<Result<Entered>> Within(IServiceProvider scope, Caller caller, NewPerson asked, string? passwordHash, bool isFirst, CancellationToken token)
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        if (string.IsNullOrWhiteSpace(asked.Name)) return new Refusal("person.incomplete");
        var organisation = asked.OrganisationId is { } id ? await db.Organisations.FindAsync([id], token) : null;
        if (asked.OrganisationId is not null && organisation is null) return new Refusal("organisation.unknown", asked.OrganisationId);
        var may = organisation is null
            ? caller.Has(SeatRole.FlowAdministrator) || caller.Has(SeatRole.OrgAdministrator)
            : await caller.MayAdminister(organisation, async own => await db.Organisations.FindAsync([own], token));
        if (!may) return new Refusal("organisation.not-yours", organisation?.FullName ?? "");

        var ids = scope.GetRequiredService<IdSource>();
        var person = new Person { Id = ids.Next(), Name = asked.Name.Trim(), OrganisationId = organisation?.Id };
        db.People.Add(person);
        if (asked.UserName is { Length: > 0 } userName && await AddAccount(db, ids.Next(), person, asked, passwordHash, isFirst, token) is { } refusal) return refusal;
        await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(person.Id), "person.entered", new AuditDetail { After = asked.UserName }, token);
        if (asked.Role is { } role)
        {
            if (organisation is null) return new Refusal("person.no-organisation");
            if (await FillSeat.Seat(scope, caller, organisation, role, person, token) is { } noSeat) return noSeat;
        }
        return new Entered(person.Id);
    }

    /// <summary>Disables the account of a person (at once, everywhere) or enables it again.</summary>
    public Task<Result<Done>> SetDisabled(Caller caller, long personId, bool disabled, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsAdministrator(),
            async (scope, token) =>
            {
                if (personId == caller.PersonId) return new Refusal("person.not-allowed");
                var found = await caller.AccountOf(scope, personId, token);
                if (found.Refusal is { } refusal) return refusal;
                var account = found.Value;
                account.LockoutEnd = disabled ? Host.Account.Accounts.Disabled : null;
                account.SecurityStamp = Stamp(scope);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(personId), disabled ? "account.disabled" : "account.enabled", cancellation: token);
                return Done.Result;
            },
            cancellation);

    private async Task<Refusal?> AddAccount(ApprovalsDb db, long id, Person person, NewPerson asked, string? passwordHash, bool isFirst, CancellationToken cancellation)
    {
        var userName = asked.UserName!;
        var normal = Host.Account.Accounts.Normal(userName);
        if (!UserName().IsMatch(userName)) return new Refusal("account.user-name", userName);
        if (rules.Check(asked.Password, userName, person.Name) is { } weak) return weak;
        if (EmailAddress.Read(asked.Email, out var email) is { } noAddress) return noAddress;
        if (await db.Accounts.AnyAsync(a => a.NormalizedUserName == normal, cancellation)) return new Refusal("account.already-exists", userName);
        db.Accounts.Add(new UserAccount
        {
            Id = id, PersonId = person.Id, MustChangePassword = isFirst, Email = email, NormalizedEmail = email?.ToUpperInvariant(), EmailConfirmed = email is not null, UserName = userName.Trim(), NormalizedUserName = normal, PasswordHash = passwordHash, LockoutEnabled = true,
            SecurityStamp = id.ToString(System.Globalization.CultureInfo.InvariantCulture), ConcurrencyStamp = "1",
        });
        return null;
    }

    private static string Stamp(IServiceProvider scope) =>
        scope.GetRequiredService<IdSource>().Next().ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N}._-]{2,63}$")]
    private static partial Regex UserName();
}
