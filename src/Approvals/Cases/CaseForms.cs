using System.Text.Json.Nodes;

namespace Workflows.Approvals.Cases;

public sealed partial class Case
{
    /// <summary>The newest revision of a form, or null before the first submission.</summary>
    public CaseForm? Form(string formKey) => Forms.Where(f => f.FormKey == formKey).MaxBy(f => f.Revision);

    /// <summary>
    /// Adds the next revision. Where sealed content changed, every living seal, signature and opinion is void (R21);
    /// otherwise they stay, and the chain may resume where it was returned (R20).
    /// </summary>
    /// <param name="sealedContent">The part of the content that is under the seal.</param>
    /// <returns>The new revision, and whether sealed content changed against the one before.</returns>
    internal (CaseForm Form, bool SealedContentChanged) Submit(
        long id, string formKey, JsonObject content, JsonObject sealedContent, long personId, DateTimeOffset at)
    {
        var before = Form(formKey);
        var form = new CaseForm
        {
            Id = id,
            CaseId = Id,
            FormKey = formKey,
            Revision = (before?.Revision ?? 0) + 1,
            Content = (JsonObject)content.DeepClone(),
            ContentHash = Cases.ContentHash.Of(content),
            SealedHash = Cases.ContentHash.Of(sealedContent),
            PersonId = personId,
            At = at,
        };
        Forms.Add(form);
        SubmittedAt = at;
        var changed = before is not null && before.SealedHash != form.SealedHash;
        if (changed) VoidSealsAndOpinions("sealed-content-changed", at);
        return (form, changed);
    }
}
