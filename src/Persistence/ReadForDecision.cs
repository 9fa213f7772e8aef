using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence.EngineTables;
using Workflows.Persistence.Rows;

namespace Workflows.Persistence;

/// <summary>
/// Reads in one round trip what nearly every decision needs: the work item with what else is open for its instance, who decides, the case with every mark
/// on it, the instance, the end of the audit chain. The verbs then find it in the context; what is not here they read as ever.
/// </summary>
public sealed class ReadForDecision(WorkflowsDb db, ReadDecider deciders, AuditTrail audit, TimeProvider clock)
{
    // Of the work item that is decided; constants, so that a decision builds no text.
    private const string TheInstance = "(SELECT \"InstanceId\" FROM \"WorkItems\" WHERE \"Id\" = $1)";
    private const string TheOrganisation = "(SELECT \"OrganisationId\" FROM \"WorkItems\" WHERE \"Id\" = $1)";
    private const string TheCase = "(SELECT \"CaseId\" FROM \"WorkItems\" WHERE \"Id\" = $1)";
    private const string TheApplicant = $"(SELECT \"ApplicantId\" FROM \"Cases\" WHERE \"Id\" = {TheCase})";
    private const string OfCase = $"\"CaseId\" = {TheCase}";

    /// <param name="personId">Who decides.</param>
    public async Task Run(long workItemId, long personId, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Case? found = null;
        await using var batch = ReadBatch.First(db, [workItemId, personId, now]);

        batch.Add<WorkItem>("\"Id\" = $1");
        batch.Add<WorkItem>($"\"InstanceId\" = {TheInstance} AND \"Id\" <> $1");
        batch.Add<BarredPerson>($"\"WorkItemId\" IN (SELECT \"Id\" FROM \"WorkItems\" WHERE \"Id\" = $1 UNION SELECT \"Id\" FROM \"WorkItems\" WHERE \"InstanceId\" = {TheInstance})");
        batch.Add<InboxRow>("\"WorkItemId\" = $1");
        var principals = PrincipalsRead.Of(batch, personId);
        batch.Add<AuditEntry>($"\"Subject\" = 'Case:' || CAST({TheCase} AS TEXT) ORDER BY \"Sequence\" DESC LIMIT 1", audit.Expect, isTracked: false);
        batch.Add<InstanceRow>($"\"Id\" = {TheInstance}");
        batch.Add<Organisation>($"\"Id\" = {TheApplicant}");
        batch.Add<Seat>($"\"OrganisationId\" IN ({TheOrganisation}, {TheApplicant})");
        batch.Add<Call>($"\"Id\" IN (SELECT \"CallId\" FROM \"Cases\" WHERE \"Id\" = {TheCase} UNION SELECT \"NationalCallId\" FROM \"Cases\" WHERE \"Id\" = {TheCase})");
        batch.Add<Case>($"\"Id\" = {TheCase}", read => found = read);
        batch.Add<CaseForm>(OfCase);
        batch.Add<Opinion>(OfCase);
        batch.Add<SignatureRecord>(OfCase);
        batch.Add<SealUse>(OfCase);
        batch.Add<MaterialReceipt>(OfCase);
        await batch.Run(cancellation);

        deciders.Remember(principals.Found);
        Known(workItemId, found);
    }

    /// <summary>Tells the context what has been read whole.</summary>
    private void Known(long workItemId, Case? item)
    {
        db.Once(("inbox", workItemId));
        foreach (var open in db.ChangeTracker.Entries<WorkItem>().Select(e => e.Entity))
        {
            db.Entry(open).Collection(i => i.Barred).IsLoaded = true;
            if (open.InstanceId is { } instance) db.Once(("open work items", instance));
            if (open.Id == workItemId) db.Once(("seats", open.OrganisationId));
        }
        if (item is null) return;
        db.Once(("seats", item.ApplicantId));
        var entry = db.Entry(item);
        entry.Collection(c => c.Forms).IsLoaded = entry.Collection(c => c.Opinions).IsLoaded = entry.Collection(c => c.Signatures).IsLoaded = true;
        entry.Collection(c => c.Seals).IsLoaded = entry.Collection(c => c.Receipts).IsLoaded = true;
        entry.Reference(c => c.Call).IsLoaded = entry.Reference(c => c.NationalCall).IsLoaded = entry.Reference(c => c.Applicant).IsLoaded = true;
    }
}
