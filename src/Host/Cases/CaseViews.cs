using System.Text.Json.Nodes;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Cases;

/// <summary>A case in a list.</summary>
public sealed record CaseLine(
    long Id, string Number, string Title, long CallId, string CallCode, long ApplicantId, string Applicant, CaseStatus Status, string? StatusLevel, Route Route,
    DateTimeOffset DueAt, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt);

/// <summary>A page of cases, the newest first.</summary>
public sealed record CaseLines(IReadOnlyList<CaseLine> Items, string? Next);

/// <summary>A revision of a filled form.</summary>
public sealed record FormRevision(string FormKey, int Revision, JsonObject Content, string ContentHash, string? By, DateTimeOffset At);

/// <summary>An opinion, a signature or a seal in a block; a void one is shown as void (R22).</summary>
/// <param name="Decision">Only of an opinion.</param>
/// <param name="Number">Only of a seal: number in the seal's register.</param>
/// <param name="Enclosures">Only of an opinion: the files that go with it.</param>
public sealed record Mark(
    string Kind, string Block, string? Text, OpinionDecision? Decision, string? Person, string? Organisation, DateTimeOffset At, int FormRevision,
    long? Number, long? SealId, string? SealName, bool IsVoid, string? VoidedWhy, IReadOnlyList<Enclosure>? Enclosures = null);

/// <summary>What a receiver registered.</summary>
public sealed record Receipt(string Number, string Receiver, DateTimeOffset? PaperReceivedAt, DateTimeOffset? ElectronicReceivedAt, DateTimeOffset RegisteredAt, string? Remark);

/// <summary>What is open on the case now, and with whom.</summary>
public sealed record OpenWork(long Id, string Kind, Label Title, string Organisation, SeatRole? Role, string? Holder, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, bool IsMine);

/// <summary>A case with everything that was written, signed and sealed on it.</summary>
public sealed record CaseView(
    long Id, string Number, string Title, long CallId, string CallCode, string CallTitle, long NationalCallId, string NationalCallCode,
    long ApplicantId, string Applicant, CaseStatus Status, string? StatusLevel, string? Reason, Route Route, string ChainId, string? InstanceId, string? FormKey,
    DateTimeOffset DueAt, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, bool MayRecall,
    IReadOnlyList<FormRevision> Forms, IReadOnlyList<Mark> Marks, IReadOnlyList<Receipt> Receipts, IReadOnlyList<OpenWork> OpenWork, long Version);

/// <summary>What has been typed and not submitted.</summary>
public sealed record DraftView(string FormKey, JsonObject Content, bool IsSaved, string? SavedBy, DateTimeOffset? SavedAt);

/// <summary>Something that happened to a case, for people.</summary>
/// <param name="What">What was done, e.g. <c>work-item.decided</c>.</param>
/// <param name="Work">Kind and title of the work item it belongs to, where there is one.</param>
public sealed record TimelineEntry(
    DateTimeOffset At, string What, string? Activity, Label? Work, string? Outcome, string? Comment, string? Person, SeatRole? Role, string? Organisation, string? OnBehalfOf, string? Clause);
