using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Forms;

/// <summary>Reads what a form is checked against: the applicant, its superior, the routes of the call, the units and attachments it may name.</summary>
public sealed class FormContexts(ApprovalsDb db, TimeProvider clock)
{
    public async Task<FormCheckContext> OfCase(Case item, string formKey, CancellationToken cancellation = default)
    {
        var call = await db.Calls.AsNoTracking().Include(c => c.Parent).SingleAsync(c => c.Id == item.CallId, cancellation);
        var applicant = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == item.ApplicantId, cancellation);
        var attachments = await db.Attachments.AsNoTracking().Where(a => a.CaseId == item.Id)
            .ToDictionaryAsync(a => a.Id.ToString(CultureInfo.InvariantCulture), a => new FormAttachment(a.Id.ToString(CultureInfo.InvariantCulture), a.Name, a.Size, a.Media), cancellation);
        var stored = await db.CaseForms.AsNoTracking().Where(f => f.CaseId == item.Id && f.FormKey == formKey)
            .OrderByDescending(f => f.Revision).Select(f => f.Content).FirstOrDefaultAsync(cancellation);
        var context = await OfUnit(applicant, call, cancellation);

        // A page checks while somebody types, when this context of the database is gone.
        var takesPart = db.TakesPart(applicant.Id);
        return context with { Applicant = context.Applicant! with { TakesPart = () => takesPart }, Attachment = id => attachments.GetValueOrDefault(id), Stored = stored ?? (item.Parameters.Count > 0 ? item.Parameters : call.Parameters["given"] as JsonObject) };
    }

    /// <summary>The context of a form that the unit has not begun yet.</summary>
    public async Task<FormCheckContext> OfUnit(Organisation unit, Call call, CancellationToken cancellation = default)
    {
        var areas = await db.ProvinceOf(unit.AreaCode, cancellation);
        var superior = Superior.Of(unit, id => db.Organisations.Local.FindEntry(id)?.Entity ?? db.Organisations.AsNoTracking().SingleOrDefault(o => o.Id == id));
        return new FormCheckContext
        {
            Today = ShanghaiTime.DayOf(clock.GetUtcNow()),
            Applicant = FormUnitOf(unit, areas) with { TakesPart = () => db.TakesPart(unit.Id) },
            Contact = (call.Contact?.Name, call.Contact?.Phone),
            Parameters = call.Parameters,
            SuperiorIsEducationAuthority = superior.IsRefused ? null : !superior.Value.NeedsConsent,
            RoutesAllowed = [.. (await db.ReadOpenRoutes(unit, call, cancellation)).Select(route => Camel(route.ToString()))],
            Unit = Find,
        };
    }

    private FormUnit? Find(string id) => Find(db, id);

    /// <summary>The organisation of an id with what rules ask about it; null: there is none.</summary>
    public static FormUnit? Find(ApprovalsDb db, string id)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || db.Organisations.AsNoTracking().SingleOrDefault(o => o.Id == number) is not { } unit) return null;
        var site = db.ReadPilotSite(unit.Id);
        return FormUnitOf(unit, [.. db.Areas.AsNoTracking().Where(a => a.Code == unit.AreaCode.Substring(0, 2))]) with
        {
            Site = site is null ? null : new FormSite(site.CommunityId?.ToString(CultureInfo.InvariantCulture)),
        };
    }

    private static FormUnit FormUnitOf(Organisation unit, IEnumerable<Area> provinces) => new(
        unit.Id.ToString(CultureInfo.InvariantCulture), unit.FullName, Camel(unit.Kind.ToString()), Camel(unit.Level.ToString()),
        provinces.Select(a => a.RegionKey).FirstOrDefault(region => region is not null), AreaCode: unit.AreaCode);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
