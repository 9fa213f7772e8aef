using Workflows.Approvals.Forms;

namespace Workflows.Host.Forms;

/// <summary>What became of an uploaded file.</summary>
/// <param name="Stored">The attachment as it is stored, or null when it was refused.</param>
/// <param name="Problem">Why it was refused, in the reader's language.</param>
public sealed record FormUpload(FormAttachment? Stored, string? Problem = null);
