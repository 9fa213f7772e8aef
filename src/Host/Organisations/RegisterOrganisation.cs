using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Organisations;

/// <summary>Something that was entered.</summary>
public sealed record Entered(long Id);

/// <summary>Enters an organisation, or changes one.</summary>
public sealed class RegisterOrganisation(UnitOfWork unit)
{
    public Task<Result<Entered>> Run(Caller caller, OrganisationFields fields, CancellationToken cancellation = default) =>
        unit.Run<Entered>(
            caller.AsAdministrator(),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var organisation = new Organisation
                {
                    Id = scope.GetRequiredService<IdSource>().Next(), FullName = fields.FullName, ShortName = fields.ShortName, AreaCode = fields.AreaCode,
                };
                if (await Fill(scope, db, caller, organisation, fields, token) is { } refusal) return refusal;
                db.Organisations.Add(organisation);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Organisation(organisation.Id), "organisation.registered", new AuditDetail { After = organisation.FullName }, token);
                return new Entered(organisation.Id);
            },
            cancellation);

    public Task<Result<Done>> Change(Caller caller, long id, OrganisationFields fields, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsAdministrator(),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, token) is not { } organisation) return new Refusal("organisation.unknown", id);
                if (!await caller.MayAdminister(organisation, async own => await db.Organisations.FindAsync([own], token))) return new Refusal("organisation.not-yours", organisation.FullName);
                var difference = Difference.From(Recorded(organisation));
                if (fields.FullName.Trim() is { Length: > 0 } name && name != organisation.FullName
                    && await scope.GetRequiredService<RenameOrganisation>().Run(organisation, name, fields.ShortName, null, null, token) is { } unnamed) return unnamed;
                if (await Fill(scope, db, caller, organisation, fields, token) is { } refusal) return refusal;
                var (before, after) = difference.To(Recorded(organisation));
                await scope.GetRequiredService<AuditTrail>().Write(
                    Subject.Organisation(id), "organisation.changed", new AuditDetail { Before = before, After = after, Comment = fields.MemberOf.Count == 0 ? null : $"memberOf {string.Join(',', fields.MemberOf)}" }, token);
                return Done.Result;
            },
            cancellation);

    private static async Task<Refusal?> Fill(IServiceProvider scope, ApprovalsDb db, Caller caller, Organisation organisation, OrganisationFields fields, CancellationToken cancellation)
    {
        var name = fields.FullName.Trim();
        if (name.Length == 0 || string.IsNullOrWhiteSpace(fields.ShortName) || string.IsNullOrWhiteSpace(fields.AreaCode)) return new Refusal("organisation.incomplete");
        if (await db.Organisations.AnyAsync(o => o.FullName == name && o.Id != organisation.Id, cancellation)) return new Refusal("organisation.already-exists", name);
        var above = new[] { fields.AdminParentId, fields.CompetentSuperiorId, fields.GuidanceParentId }.OfType<long>().Concat(fields.MemberOf).Distinct().ToList();
        var known = await db.Organisations.Where(o => above.Contains(o.Id)).Select(o => o.Id).ToListAsync(cancellation);
        if (above.Except(known).FirstOrDefault() is var missing and not 0) return new Refusal("organisation.unknown", missing);
        if (above.Contains(organisation.Id)) return new Refusal("organisation.above-itself", name);

        organisation.FullName = name;
        organisation.ShortName = fields.ShortName.Trim();
        organisation.Kind = fields.Kind;
        organisation.Level = fields.Level;
        organisation.AreaCode = fields.AreaCode.Trim();
        organisation.GovernedBy = fields.GovernedBy ?? fields.Level;
        organisation.AdminParentId = fields.AdminParentId;
        organisation.CompetentSuperiorId = fields.CompetentSuperiorId;
        organisation.GuidanceParentId = fields.GuidanceParentId;
        organisation.IsEducationAuthority = fields.IsEducationAuthority ?? fields.Kind is OrgKind.EducationAuthority or OrgKind.MinistryOfEducation;
        if (!await caller.MayAdminister(organisation, async own => await db.Organisations.FindAsync([own], cancellation))) return new Refusal("organisation.not-yours", name);
        await Join(scope, db, organisation.Id, fields.MemberOf, cancellation);
        return null;
    }

    /// <summary>What an entry about a change compares.</summary>
    private static object Recorded(Organisation o) => new
    {
        o.FullName, o.ShortName, o.Kind, o.Level, o.AreaCode, o.GovernedBy, o.AdminParentId, o.CompetentSuperiorId, o.GuidanceParentId, o.IsEducationAuthority,
    };

    /// <summary>Memberships begin and end today; past ones stay.</summary>
    private static async Task Join(IServiceProvider scope, ApprovalsDb db, long organisationId, List<long> memberOf, CancellationToken cancellation)
    {
        var today = ShanghaiTime.DayOf(scope.GetRequiredService<TimeProvider>().GetUtcNow());
        var current = (await db.Memberships.Where(m => m.OrganisationId == organisationId).ToListAsync(cancellation)).FindAll(m => m.IsCurrent(today));
        foreach (var ended in current.Where(m => !memberOf.Contains(m.AssociationId))) ended.To = today.AddDays(-1);
        foreach (var association in memberOf.Where(a => !current.Exists(m => m.AssociationId == a)))
            db.Memberships.Add(new Membership { Id = scope.GetRequiredService<IdSource>().Next(), OrganisationId = organisationId, AssociationId = association, From = today });
    }
}
