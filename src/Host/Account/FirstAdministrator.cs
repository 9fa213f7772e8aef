using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>
/// The one account that nobody else can enter: the operator's flow administrator, made when the database is empty.
/// Outside demo mode it is made when <c>Administrator:Password</c> is configured.
/// </summary>
public sealed class FirstAdministrator(UnitOfWork unit, IConfiguration configuration, IPasswordHasher<UserAccount> hasher, TimeProvider clock)
{
    public const string DefaultUserName = "administrator";

    /// <summary>Makes the account that the configuration names, if there is no account yet.</summary>
    /// <returns>The user name, or null when nothing was made.</returns>
    public async Task<string?> Run(CancellationToken cancellation = default)
    {
        if (configuration["Administrator:Password"] is not { Length: >= 8 } password) return null;
        if (await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.AnyAsync(token), cancellation)) return null;
        var userName = configuration["Administrator:UserName"] ?? DefaultUserName;
        await Create(configuration["Administrator:Organisation"] ?? "平台运营单位", "平台运营", userName, "流程管理员", hasher.HashPassword(new UserAccount { PersonId = 0 }, password), cancellation);
        return userName;
    }

    internal async Task<Caller> Create(string organisationName, string shortName, string userName, string personName, string passwordHash, CancellationToken cancellation)
    {
        var made = await unit.Run<Caller>(
            Actor.System,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var ids = scope.GetRequiredService<IdSource>();
                var organisation = new Organisation { Id = ids.Next(), FullName = organisationName, ShortName = shortName, Kind = OrgKind.Other, Level = AdminLevel.National, AreaCode = "00", GovernedBy = AdminLevel.National };
                var person = new Person { Id = ids.Next(), Name = personName, OrganisationId = organisation.Id };
                var seat = new Seat { Id = ids.Next(), OrganisationId = organisation.Id, Role = SeatRole.FlowAdministrator };
                var account = new UserAccount
                {
                    Id = ids.Next(), PersonId = person.Id, UserName = userName, NormalizedUserName = Accounts.Normal(userName), PasswordHash = passwordHash, LockoutEnabled = true, SecurityStamp = "1", ConcurrencyStamp = "1",
                };
                var holding = new SeatHolding { Id = ids.Next(), SeatId = seat.Id, PersonId = person.Id, From = clock.GetUtcNow() };
                db.AddRange(organisation, person, seat, account, holding);
                var audit = scope.GetRequiredService<AuditTrail>();
                await audit.Write(Subject.Organisation(organisation.Id), "organisation.registered", new AuditDetail { After = organisationName }, token);
                await audit.Write(Subject.Person(person.Id), "person.entered", new AuditDetail { After = userName }, token);
                return new Caller(account.Id, person.Id, userName, personName, [new HeldSeat(seat.Id, seat.Role, organisation.Id, organisationName)]);
            },
            cancellation);
        return made.Value;
    }
}
