using Workflows.Approvals.Documents;

namespace Workflows.Host.Documents;

/// <summary>A document in the register.</summary>
/// <param name="Asked">Main recipients that are to sign for it.</param>
/// <param name="Received">Those who have.</param>
/// <param name="Missing">Those who have not and whose time is over.</param>
public sealed record DocumentLine(
    long Id, string? Number, string Title, DocumentMode Mode, long IssuerId, string Issuer, DateOnly? IssuedOn, long? UpstreamId, bool IsVoid, int Asked, int Received, int Missing);

/// <summary>A document that was released online, as everybody reads it: neither its receipts nor its copies.</summary>
public sealed record ReleasedDocument(
    long Id, string? Number, string Title, string Issuer, DateOnly? IssuedOn, DateTimeOffset ReleasedAt, string? Body, IReadOnlyList<string> Channels);

/// <summary>One main recipient and its receipt.</summary>
/// <param name="Forwarded">The document in which the recipient forwards it, with its own receipts below.</param>
/// <param name="MaySign">The caller may sign for this recipient now.</param>
public sealed record ReceiptLine(
    long RecipientId, string Recipient, ReceiptAction? Action, DateTimeOffset? ReceivedAt, string? By, string? Remark, DateTimeOffset DueAt, bool IsLate, bool IsMissing, bool MaySign,
    ForwardedDocument? Forwarded);

/// <summary>A document that forwards another one.</summary>
/// <param name="Id">Empty while it is a draft.</param>
public sealed record ForwardedDocument(long? Id, string? Number, string Title, long CaseId, IReadOnlyList<ReceiptLine> Receipts);

/// <summary>A document as whoever may read it sees it.</summary>
/// <param name="CopyUp">抄报, names.</param>
/// <param name="CopyTo">抄送, names; a list of its own (R5).</param>
/// <param name="Receipts">All of them for the issuer, whoever issued what it forwards, and auditors; otherwise the caller's own.</param>
/// <param name="SeesAll">The receipts are complete.</param>
public sealed record DocumentDetail(
    long Id, string? Number, string Title, DocumentMode Mode, long IssuerId, string Issuer, DateOnly? IssuedOn, string? Body, long? UpstreamId, string? UpstreamNumber, string? UpstreamTitle,
    long? CaseId, long? CallId, string? CallCode, IReadOnlyList<string> CopyUp, IReadOnlyList<string> CopyTo, IReadOnlyList<string> ReleaseChannels, DateOnly? ReleaseBy, DateTimeOffset? ReleasedAt,
    int Reminders, bool IsVoid, DateTimeOffset? VoidedAt, string? VoidedBy, string? VoidedWhy, bool MayVoid, bool SeesAll, IReadOnlyList<ReceiptLine> Receipts);
