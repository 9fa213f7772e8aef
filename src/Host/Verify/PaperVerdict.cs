using Workflows.Approvals.Seals;

namespace Workflows.Host.Verify;

/// <summary>What the public is told about a document.</summary>
public enum Verdict
{
    /// <summary>Issued here, as it is, and nothing has replaced it.</summary>
    Valid,

    /// <summary>Issued here; its content was corrected since.</summary>
    Corrected,

    /// <summary>Issued here and taken back: a seal on it was voided.</summary>
    Withdrawn,

    /// <summary>Issued here; a newer version of the same content bears more signatures or seals.</summary>
    Superseded,

    /// <summary>Issued here; a seal on it was revoked since. What it attested then stands.</summary>
    SealRevoked,

    /// <summary>It bears our seals, but is not the file that was issued.</summary>
    Altered,

    /// <summary>Nothing that was issued here.</summary>
    NotOurs,

    /// <summary>Asked for, and still being made.</summary>
    NotReady,
}

/// <summary>A seal on a document.</summary>
/// <param name="Provider">What kind of seal it is, e.g. 内部签章.</param>
/// <param name="Custodian">Who put it on, masked: 王*明.</param>
public sealed record SealOnPaper(string Name, string Provider, DateTimeOffset At, string Custodian, DateTimeOffset? VoidedAt, DateTimeOffset? RevokedAt);

/// <summary>The answer, with what may be compared with the paper in hand.</summary>
/// <param name="ByFile">The very bytes were checked, not only a code.</param>
/// <param name="ContentHash">SHA-256 of the file that was issued.</param>
public sealed record PaperVerdict(
    Verdict Verdict, bool ByFile, string? Code = null, PaperKind? Kind = null, string? Title = null, string? Number = null, string? Unit = null, DateTimeOffset? IssuedAt = null, string? ContentHash = null,
    IReadOnlyList<SealOnPaper>? Seals = null);
