using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Organisations;
using Workflows.Host.Parts;

namespace Workflows.Host.Inbox.Panels;

/// <summary>A form that is being filled: what was typed last, and what it is checked against.</summary>
/// <param name="SavedAt">When the draft was saved; empty when nothing was typed yet.</param>
public sealed record Filling(FormDefinition Form, JsonObject Values, FormCheckContext Context, DateTimeOffset? SavedAt);

/// <summary>Reads a form to be filled: the draft, or else the revision that was submitted last, or else the first values of a new one.</summary>
public sealed class ReadFilling(ApprovalsDb db, MaySeeCase maySee, FormContexts contexts, FormDefinitions forms, IServiceScopeFactory scopes)
{
    /// <returns>Null when there is no such case for the caller, or no such form.</returns>
    public async Task<Filling?> Run(Caller caller, long caseId, string formKey, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, caseId, cancellation) || forms.Find(formKey) is not { } form) return null;
        var item = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId, cancellation);
        var context = await contexts.OfCase(item, formKey, cancellation) with { Unit = new RememberUnits(scopes).Find, Attachment = Handed(caseId) };
        var draft = await db.FormDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.CaseId == caseId && d.FormKey == formKey, cancellation);
        var values = draft?.Content ?? FormDefaults.First(form, context);
        return new Filling(form, (JsonObject)values.DeepClone(), context, draft?.SavedAt);
    }

    /// <summary>Organisations whose name holds the text, at most 20.</summary>
    public async Task<IReadOnlyList<FormUnit>> FindUnits(string text, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var found = await db.Organisations.AsNoTracking()
            .Where(o => o.Status == OrganisationStatus.Active && (o.FullName.Contains(text.Trim()) || o.ShortName.Contains(text.Trim()) || db.FormerNames.Any(n => n.OrganisationId == o.Id && n.FullName.Contains(text.Trim()))))
            .OrderBy(o => o.FullName).Take(20).ToListAsync(cancellation);
        return [.. found.Select(UnitOf)];
    }

    private Func<string, FormAttachment?> Handed(long caseId) => id =>
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        using var scope = scopes.CreateScope();
        var found = scope.ServiceProvider.GetRequiredService<ApprovalsDb>().Attachments.AsNoTracking().SingleOrDefault(a => a.Id == number && a.CaseId == caseId);
        return found is null ? null : new FormAttachment(id, found.Name, found.Size, found.Media);
    };

    private static FormUnit UnitOf(Organisation unit) => new(
        unit.Id.ToString(CultureInfo.InvariantCulture), unit.FullName, Camel(unit.Kind.ToString()), Camel(unit.Level.ToString()));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
