using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Documents;

/// <summary>
/// What a dispatched document brings about: it opens the prepared call it names, opens the child call of a forwarding body (R6, R7), or moves the
/// deadline of an open call, whose old date stays in the history (R8).
/// </summary>
public sealed class OpenByDocument(ApprovalsDb db, RulesOfCall rules, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <returns>The call that was opened now and whose own chain is to start; null when none was; or the refusal of the call.</returns>
    public async Task<Result<Opened>> Run(Document document, NoticeForm form, CancellationToken cancellation = default)
    {
        if (form.Deadline is { } deadline && await Move(document, deadline.Code, deadline.ClosesOn, cancellation) is { } notMoved) return notMoved;
        if (form.LocalCall is { } local && await Local(document, local, cancellation) is { } notLocal) return notLocal;
        if (form.OpensCall is not { } code) return new Opened(null);
        if (await db.FindCall(code, cancellation) is not { } call) return new Refusal("call.unknown", code);
        if (call.Status == CallStatus.Open && call.DocumentId == document.Id) return new Opened(null);
        call.DocumentId = document.Id;
        document.OpenedCallId = call.Id;
        if (await rules.Missing(call, cancellation) is { } missing) return missing;
        if (call.Open() is { } refusal) return refusal;
        await Write(call, document, "call.opened", cancellation);
        return new Opened(call);
    }

    private async Task<Refusal?> Local(Document document, LocalCall local, CancellationToken cancellation)
    {
        if (document.OpenedCallId is not null) return null;
        var upstream = document.UpstreamId is { } id ? await db.Documents.FindAsync([id], cancellation) : null;
        if (upstream is null || await db.CallOf(upstream, cancellation) is not { } parent) return new Refusal("call.unknown", local.Code);
        var national = parent.ParentId is { } above ? (await db.Calls.FindAsync([above], cancellation))! : parent;
        var call = new Call
        {
            Id = ids.Next(), Code = local.Code, Title = local.Title ?? parent.Title, Kind = parent.Kind, ParentId = national.Id, BatchNumber = parent.BatchNumber, Year = parent.Year,
            DocumentId = document.Id, ScopeAreaCode = await AreaOf(document, cancellation), Routes = parent.Routes.Contains(Route.Recommended) ? [Route.Recommended] : [.. parent.Routes],
            EligibleKinds = [.. parent.EligibleKinds], Audience = document.MainRecipients, CollectorId = document.IssuerId, SubmissionTarget = local.SubmissionTarget, Contact = local.Contact ?? parent.Contact,
            CasesPerUnit = parent.CasesPerUnit, ChainId = parent.ChainId, FormKey = parent.FormKey, CopyUp = document.CopyUp,
            Materials = [.. parent.Materials.Select(m => m with { Electronic = local.Electronic, Paper = local.Paper, Courier = local.Courier ?? m.Courier })],
        };
        if (call.SetDeadline(local.ClosesOn, parent: parent) is { } late) return late;
        if (call.KeepsMaterialsOf(parent) is { } dropped) return dropped;
        if (call.Open() is { } refusal) return refusal;
        db.Calls.Add(call);
        document.OpenedCallId = call.Id;
        await Write(call, document, "call.opened", cancellation);
        return null;
    }

    private async Task<Refusal?> Move(Document document, string code, DateOnly closesOn, CancellationToken cancellation)
    {
        if (await db.Calls.Include(c => c.Parent).FirstOrDefaultAsync(c => c.Code == code, cancellation) is not { } call) return new Refusal("call.unknown", code);
        if (call.DateHistory.Exists(change => change.DocumentId == document.Id)) return null;
        var before = call.ClosesOn;
        if (call.MoveDeadline(closesOn, document.Id, clock.GetUtcNow(), call.Parent) is { } refusal) return refusal;
        await audit.Write(Subject.Call(call.Id), "call.deadline-moved", new AuditDetail { Before = before.ToString("O"), After = closesOn.ToString("O"), Clause = "R8", Comment = document.Number }, cancellation);
        return null;
    }

    private async Task<string> AreaOf(Document document, CancellationToken cancellation) =>
        (await db.Organisations.FindAsync([document.IssuerId], cancellation))!.AreaCode;

    private async Task Write(Call call, Document document, string action, CancellationToken cancellation)
    {
        await audit.Write(Subject.Call(call.Id), action, new AuditDetail { Comment = document.Number, Clause = "R6, R7" }, cancellation);
        await audit.Write(Subject.Document(document.Id), "document.opened-call", new AuditDetail { After = call.Code }, cancellation);
    }
}

/// <param name="Call">The call whose chain is to start; null: none.</param>
public sealed record Opened(Call? Call);
