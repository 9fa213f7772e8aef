using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Organisations;

/// <summary>What the verbs ask about a unit. Each is read once per unit of work.</summary>
public static class ReadingOrganisations
{
    /// <summary>The organisation whose seats do the work of a unit: of a community its office (管理办法 第十四条), of any other unit itself.</summary>
    public static async Task<long> OfficeOf(this ApprovalsDb db, long unitId, CancellationToken cancellation = default)
    {
        if (db.Once(("community", unitId))) await db.Communities.AsTracking().Where(c => c.Id == unitId).LoadAsync(cancellation);
        return db.Communities.Local.FindEntry(unitId)?.Entity.OfficeAtId ?? unitId;
    }

    /// <summary>Its memberships in associations, past ones too.</summary>
    internal static async Task<IEnumerable<Membership>> MembershipsOf(this ApprovalsDb db, long unitId, CancellationToken cancellation)
    {
        if (db.Once(("memberships", unitId))) await db.Memberships.AsTracking().Where(m => m.OrganisationId == unitId).LoadAsync(cancellation);
        return db.Memberships.Local.Where(m => m.OrganisationId == unitId);
    }

    /// <summary>The province of an area, under each name that it had.</summary>
    internal static async Task<IEnumerable<Area>> ProvinceOf(this ApprovalsDb db, string areaCode, CancellationToken cancellation)
    {
        var province = areaCode[..2];
        if (db.Once(("area", province))) await db.Areas.AsTracking().Where(a => a.Code == province).LoadAsync(cancellation);
        return db.Areas.Local.Where(a => a.Code == province);
    }
}
