namespace Workflows.Host.Forms;

/// <summary>What stands in an opinion, signature or seal block of a case. A block whose marks were voided and given again has several.</summary>
public sealed record FormBlockState
{
    /// <summary>Key of the block in the form.</summary>
    public required string Block { get; init; }

    /// <summary>Office whose block it is, in full.</summary>
    public string? Organisation { get; init; }

    /// <summary>The opinion's text.</summary>
    public string? Opinion { get; init; }

    /// <summary>What it decided, in words, e.g. 同意.</summary>
    public string? Decision { get; init; }

    public string? OpinionBy { get; init; }

    public DateTimeOffset? OpinionAt { get; init; }

    /// <summary>意见附件.</summary>
    public IReadOnlyList<Approvals.Cases.Enclosure> Enclosures { get; init; } = [];

    public string? SignedBy { get; init; }

    /// <summary>Address of a picture of the signature, if there is one.</summary>
    public string? SignaturePicture { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Name of the seal, e.g. the office's name.</summary>
    public string? SealName { get; init; }

    /// <summary>Address of the seal's picture.</summary>
    public string? SealPicture { get; init; }

    public string? SealedBy { get; init; }

    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>Why the block is 不适用; null when it is asked for.</summary>
    public string? Skipped { get; init; }

    /// <summary>Why these marks are void; null while they hold.</summary>
    public string? VoidedWhy { get; init; }

    /// <summary>The date that stands on the form: of the seal, else of the signature, else of the opinion.</summary>
    public DateTimeOffset? At => SealedAt ?? SignedAt ?? OpinionAt;
}
