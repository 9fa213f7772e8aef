using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Organisations;

/// <summary>Reads the register of organisations.</summary>
public sealed class ReadOrganisations(ApprovalsDb db, TimeProvider clock)
{
    /// <param name="parentId">Those directly below, along the education authorities; empty with <paramref name="roots"/>: those without a parent.</param>
    /// <param name="text">Part of the full or short name, or of one that it had before.</param>
    public async Task<IReadOnlyList<OrganisationLine>> List(
        long? parentId = null, bool roots = false, string? text = null, string? areaCode = null, OrgKind? kind = null, CancellationToken cancellation = default)
    {
        var found = db.Organisations.AsNoTracking();
        if (parentId is { } parent) found = found.Where(o => o.AdminParentId == parent);
        if (roots) found = found.Where(o => o.AdminParentId == null);
        var part = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        if (part is not null) found = found.Where(o => o.FullName.Contains(part) || o.ShortName.Contains(part) || db.FormerNames.Any(n => n.OrganisationId == o.Id && n.FullName.Contains(part)));
        if (!string.IsNullOrWhiteSpace(areaCode)) found = found.Where(o => o.AreaCode.StartsWith(areaCode));
        if (kind is { } wanted) found = found.Where(o => o.Kind == wanted);
        return await found.OrderBy(o => o.AreaCode).ThenBy(o => o.Id).Take(500)
            .Select(o => new OrganisationLine(o.Id, o.FullName, o.ShortName, o.Kind, o.Level, o.AreaCode, o.Status, o.AdminParentId, db.Organisations.Any(c => c.AdminParentId == o.Id),
                part == null || o.FullName.Contains(part) || o.ShortName.Contains(part) ? null : db.FormerNames.Where(n => n.OrganisationId == o.Id && n.FullName.Contains(part)).OrderByDescending(n => n.To).Select(n => n.FullName).FirstOrDefault()))
            .ToListAsync(cancellation);
    }

    public async Task<OrganisationView?> One(Caller caller, long id, CancellationToken cancellation = default)
    {
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancellation) is not { } found) return null;
        var now = clock.GetUtcNow();
        var today = ShanghaiTime.DayOf(now);
        var above = new[] { found.AdminParentId, found.CompetentSuperiorId, found.GuidanceParentId }.OfType<long>().ToList();
        var names = await db.Organisations.Where(o => above.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        string? Name(long? which) => which is { } o ? names.GetValueOrDefault(o) : null;
        var area = await db.Areas.AsNoTracking().Where(a => a.Code == found.AreaCode && a.EffectiveFrom <= today && (a.EffectiveTo == null || a.EffectiveTo >= today)).Select(a => a.Name).FirstOrDefaultAsync(cancellation);
        var memberships = await (from m in db.Memberships.AsNoTracking()
                                 join a in db.Organisations on m.AssociationId equals a.Id
                                 where m.OrganisationId == id
                                 orderby m.From
                                 select new MembershipView(m.AssociationId, a.FullName, m.From, m.To)).ToListAsync(cancellation);
        var may = await caller.MayAdminister(found, async own => await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == own, cancellation));
        return new OrganisationView(
            found.Id, found.FullName, found.ShortName, found.Kind, found.Level, found.AreaCode, area, found.GovernedBy,
            found.AdminParentId, Name(found.AdminParentId), found.CompetentSuperiorId, Name(found.CompetentSuperiorId), found.GuidanceParentId, Name(found.GuidanceParentId),
            found.IsEducationAuthority, found.Status, found.SuccessorId, memberships, await Seats(id, cancellation), may, found.Version,
            await db.FormerNames.AsNoTracking().Where(n => n.OrganisationId == id).OrderByDescending(n => n.To).Select(n => new FormerNameView(n.FullName, n.ShortName, n.From, n.To, n.Why)).ToListAsync(cancellation));
    }

    public async Task<IReadOnlyList<SeatView>> Seats(long organisationId, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var seats = await db.Seats.AsNoTracking().Include(s => s.Holdings).ThenInclude(h => h.Person).Where(s => s.OrganisationId == organisationId).ToListAsync(cancellation);
        return [.. seats.OrderBy(s => s.Role).Select(s => new SeatView(
            s.Id, s.Role, [.. s.Holdings.Where(h => h.IsCurrent(now)).OrderBy(h => h.From).Select(h => new HolderView(h.PersonId, h.Person!.Name, h.From, h.To))]))];
    }

    public async Task<IReadOnlyList<PersonView>> People(long? organisationId = null, string? text = null, CancellationToken cancellation = default)
    {
        var people = db.People.AsNoTracking();
        if (organisationId is { } organisation) people = people.Where(p => p.OrganisationId == organisation || p.Holdings.Any(h => h.Seat!.OrganisationId == organisation));
        if (!string.IsNullOrWhiteSpace(text)) people = people.Where(p => p.Name.Contains(text.Trim()));
        var found = await (from p in people
                           join a in db.Accounts on p.Id equals a.PersonId into accounts
                           from a in accounts.DefaultIfEmpty()
                           orderby p.Id
                           select new { p.Id, p.Name, p.OrganisationId, Organisation = p.Organisation!.FullName, a.UserName, a.LockoutEnd }).Take(500).ToListAsync(cancellation);
        return [.. found.Select(p => new PersonView(p.Id, p.Name, p.OrganisationId, p.Organisation, p.UserName, p.LockoutEnd is { Year: 9999 }))];
    }
}
