using System.Text.Json.Nodes;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Cases;

/// <summary>A submitted form and whether its sealed content changed: then the chain starts again at the applicant's seal (R21), else it may resume (R20).</summary>
public sealed record SubmittedForm(CaseForm Form, bool SealedContentChanged);

/// <summary>Stores the next revision of a form and drops its draft. The caller has validated it.</summary>
public sealed class SubmitForm(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <summary>Stores content that the program made, e.g. a table; what of it is under the seal is worked out.</summary>
    public Task<Result<SubmittedForm>> Whole(FormDefinitions forms, long caseId, string formKey, JsonObject content, CancellationToken cancellation = default)
    {
        var form = forms.Find(formKey) ?? throw new InvalidOperationException(
            $"Expected the form {formKey}, found none of that key. Put {formKey}.form.json into the folder of the chains.");
        return Run(caseId, formKey, content, (JsonObject)JsonNode.Parse(FormContent.Canonical(form, content))!, cancellation);
    }

    /// <param name="sealedContent">The part of the content that is under the seal.</param>
    public async Task<Result<SubmittedForm>> Run(
        long caseId, string formKey, JsonObject content, JsonObject sealedContent, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to submit form {formKey}, found {actor.Actor.Kind}.");
        var (form, changed) = item.Submit(ids.Next(), formKey, content, sealedContent, person, clock.GetUtcNow());
        db.Add(form);
        if (formKey == item.Call?.FormKey && item.Call?.NameOfItem(content) is { } name) item.Title = name;
        if (await db.FormDrafts.FindAsync([caseId, formKey], cancellation) is { } draft) db.FormDrafts.Remove(draft);
        await audit.Write(Subject.Case(caseId), "form.submitted", new AuditDetail
        {
            DocumentHash = form.ContentHash, After = $"{formKey}#{form.Revision}", Clause = changed ? "R21" : null,
            Comment = changed ? "sealed-content-changed" : null,
        }, cancellation);
        return new SubmittedForm(form, changed);
    }
}

/// <summary>Keeps what has been typed. No audit: a draft is no record.</summary>
public sealed class SaveDraft(ApprovalsDb db, CurrentActor actor, TimeProvider clock)
{
    public async Task<Result<FormDraft>> Run(long caseId, string formKey, JsonObject content, CancellationToken cancellation = default)
    {
        var person = actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to save a draft, found {actor.Actor.Kind}.");
        var draft = await db.FormDrafts.FindAsync([caseId, formKey], cancellation);
        if (draft is null)
        {
            if (await db.Cases.FindAsync([caseId], cancellation) is null) return new Refusal("case.unknown", caseId);
            db.FormDrafts.Add(draft = new FormDraft { CaseId = caseId, FormKey = formKey, Content = [] });
        }
        draft.Content = (JsonObject)content.DeepClone();
        draft.PersonId = person;
        draft.SavedAt = clock.GetUtcNow();
        return draft;
    }
}
