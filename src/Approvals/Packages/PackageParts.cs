using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Rankings;

namespace Workflows.Approvals.Packages;

/// <summary>One thing that a package must hold (R86).</summary>
/// <param name="What">E.g. 附件3, or 附件4 and the name of a school.</param>
/// <param name="IsThere">It is there, complete with opinion and seal.</param>
public sealed record PackagePart(string What, bool IsThere, long? CaseId = null);

/// <summary>Looks at what a package holds: every form that carries a seal block of the province, and the form of every recommended case that has one.</summary>
public sealed class PackageParts(ApprovalsDb db, FormDefinitions forms)
{
    /// <param name="package">The province's case, loaded whole.</param>
    /// <param name="formKeys">Forms of the package itself, e.g. <c>brand-summary</c> and <c>institution-statistics</c>.</param>
    public async Task<IReadOnlyList<PackagePart>> Run(Case package, IReadOnlyCollection<string> formKeys, CancellationToken cancellation = default)
    {
        var parts = new List<PackagePart>();
        foreach (var form in formKeys.Select(key => forms.Find(key)).OfType<FormDefinition>())
            parts.Add(new($"{form.Source.Clause} {form.Title.Zh}", package.Form(form.Key) is not null && IsSealed(package, form)));

        if (await db.RankingOf(package.CallId, cancellation) is not { } ranking) return parts;
        foreach (var entry in ranking.Selected.OrderBy(e => e.Kind, StringComparer.Ordinal).ThenBy(e => e.Rank))
        {
            var item = await db.LoadCase(entry.CaseId, cancellation);
            var form = forms.Find(item!.FormKey ?? item.Call!.FormKey ?? "");
            if (form is null || form.Blocks.All(b => !b.NeedsSeal)) continue;
            parts.Add(new($"{form.Source.Clause} {entry.Name}", IsSealed(item, form), item.Id));
        }

        return parts;
    }

    private static bool IsSealed(Case item, FormDefinition form) => form.Blocks.Where(b => b.NeedsSeal).All(b => item.IsComplete(b.Key, BlockMarks.Opinion | BlockMarks.Seal));
}
