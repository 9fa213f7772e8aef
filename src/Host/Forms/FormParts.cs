namespace Workflows.Host.Forms;

/// <summary>How far a file is that comes in parts.</summary>
/// <param name="Id">Of the upload.</param>
/// <param name="PartSize">Bytes of every part but the last.</param>
/// <param name="Received">Bytes that are stored; the next part begins there.</param>
/// <param name="Facts">What is known of it already, e.g. codec and length of a video.</param>
/// <param name="Stored">The attachment, once it is whole.</param>
public sealed record FormPart(string Id, long Size, int PartSize, long Received, string? Facts = null, Approvals.Forms.FormAttachment? Stored = null);

/// <summary>The state of an upload, or why it was refused in the reader's language.</summary>
public sealed record FormPartAnswer(FormPart? Part, string? Problem = null);

/// <summary>How a form hands in a file in parts.</summary>
/// <param name="Begin">Begins with a name and a size, or goes on with what was begun.</param>
/// <param name="Put">Hands in the part that begins at a byte.</param>
/// <param name="Drop">Gives an upload up.</param>
public sealed record FormParts(Func<string, long, Task<FormPartAnswer>> Begin, Func<string, long, byte[], Task<FormPartAnswer>> Put, Func<string, Task> Drop);
