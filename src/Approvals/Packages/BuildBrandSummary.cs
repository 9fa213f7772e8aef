using System.Text.Json.Nodes;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Rankings;
using Workflows.Approvals.Statistics;

namespace Workflows.Approvals.Packages;

/// <summary>
/// Writes the summary table of a province (附件3) as the next revision of its form: the items with a place, kind by kind, in the order of recommendation.
/// What the table takes from an item's own form, the item's call may say in its parameter <c>summaryFields</c>, e.g. <c>{ "contactPerson": "schoolContact.name" }</c>.
/// </summary>
public sealed class BuildBrandSummary(ApprovalsDb db, AuditTrail audit, FormDefinitions forms, SubmitForm submit)
{
    /// <summary>Key of 附件3.</summary>
    public const string FormKey = "brand-summary";

    private static readonly string[] Taken = ["tier", "contactPerson", "contactPhone"];

    /// <returns>The new revision, or <c>case.unknown</c>, <c>ranking.not-decided</c>.</returns>
    public async Task<Result<SubmittedForm>> Run(long caseId, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } package) return new Refusal("case.unknown", caseId);
        if (await db.RankingOf(package.CallId, cancellation) is not { RankedAt: not null } ranking) return new Refusal("ranking.not-decided");
        var content = (JsonObject)(package.Form(FormKey)?.Content ?? []).DeepClone();
        var rows = new JsonArray();
        foreach (var kind in await db.KindsOf(package.Call!, cancellation))
        {
            foreach (var entry in ranking.Order(kind))
            {
                var item = await db.LoadCase(entry.CaseId, cancellation);
                rows.Add(RowOf(rows.Count + 1, entry, item!));
            }
        }

        content["rows"] = rows;
        var submitted = await submit.Whole(forms, caseId, FormKey, content, cancellation);
        if (submitted.IsRefused) return submitted;
        await audit.Write(Subject.Case(caseId), "table.summary", new AuditDetail
        {
            Clause = "R35", Outcome = rows.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), DocumentHash = submitted.Value.Form.ContentHash,
        }, cancellation);
        return submitted;
    }

    private static JsonObject RowOf(int place, RankingEntry entry, Case item)
    {
        var filled = item.Forms.MaxBy(f => (f.At, f.Revision))?.Content ?? [];
        var row = new JsonObject { ["seq"] = place, ["itemName"] = entry.Name };
        foreach (var key in Taken) row[key] = At(filled, item.Call!.Parameters["summaryFields"]?[key]?.ToString() ?? key)?.DeepClone();
        row["itemKind"] = item.Call!.Parameters["itemKind"]?.ToString();
        row["rankInKind"] = entry.Rank;
        row["caseId"] = entry.CaseId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return row;
    }

    private static JsonNode? At(JsonObject content, string path) =>
        path.Split('.').Aggregate((JsonNode?)content, (node, key) => (node as JsonObject)?[key]);
}

/// <summary>Takes the finished statistics of the province (附件5) into its package, where they are there.</summary>
public sealed class AdoptStatistics(ApprovalsDb db, AuditTrail audit, FormDefinitions forms, SubmitForm submit)
{
    /// <returns>Whether the package holds the statistics now; or <c>case.unknown</c>.</returns>
    public async Task<Result<Adopted>> Run(long caseId, string formKey, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } package) return new Refusal("case.unknown", caseId);
        var source = await db.StatisticsOf(package.NationalCallId, package.Call!.ScopeAreaCode, formKey, cancellation);
        if (source?.Form(formKey) is not { } row) return new Adopted(package.Form(formKey) is not null);
        if (package.Form(formKey)?.ContentHash == row.ContentHash) return new Adopted(true);
        var submitted = await submit.Whole(forms, caseId, formKey, row.Content, cancellation);
        if (submitted.Refusal is { } refusal) return refusal;
        await audit.Write(Subject.Case(caseId), "statistics.adopted", new AuditDetail { Clause = "R86", Before = source.Number, DocumentHash = row.ContentHash }, cancellation);
        return new Adopted(true);
    }
}

/// <summary>Whether the statistics are in the package.</summary>
public sealed record Adopted(bool IsThere);
