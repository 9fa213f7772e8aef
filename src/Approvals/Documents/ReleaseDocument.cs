using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Documents;

/// <summary>网上发布: from now on the public reads the document; once, and only where its form names channels.</summary>
public sealed class ReleaseDocument(AuditTrail audit, TimeProvider clock)
{
    public async Task Run(Document document, CancellationToken cancellation = default)
    {
        if (document.ReleaseChannels.Count == 0 || document.ReleasedAt is not null) return;
        document.Release(clock.GetUtcNow());
        await audit.Write(Subject.Document(document.Id), "document.released", new AuditDetail { After = string.Join("、", document.ReleaseChannels) }, cancellation);
    }
}
