namespace Workflows.Approvals.Seals;

/// <summary>One signature of a PDF file, as it was found.</summary>
/// <param name="Field">Name of its field.</param>
/// <param name="Signer">Name in the certificate.</param>
/// <param name="Thumbprint">SHA-256 of the certificate, lower-case hex; empty where there is none.</param>
/// <param name="At">When it says it was made.</param>
/// <param name="IsIntact">The bytes that it covers are the bytes that were signed.</param>
/// <param name="IsTrusted">Its certificate comes from the provider.</param>
/// <param name="OnlySealedSince">After it, nothing happened but that empty fields were filled with seals.</param>
public sealed record FoundSignature(string Field, string Signer, string Thumbprint, DateTimeOffset? At, string? Reason, bool IsIntact, bool IsTrusted, bool OnlySealedSince)
{
    public bool IsGood => IsIntact && IsTrusted && OnlySealedSince;
}

/// <summary>What a check of a PDF file found.</summary>
/// <param name="Signatures">In the order of the form's fields.</param>
/// <param name="IsCovered">The newest signature covers the file to its last byte.</param>
public sealed record CheckedPdf(IReadOnlyList<FoundSignature> Signatures, bool IsCovered)
{
    public static CheckedPdf NothingFound { get; } = new([], false);

    /// <summary>Sealed, and as it was when the last seal was put on.</summary>
    public bool IsWhole => IsCovered && Signatures.All(s => s.IsGood);

    /// <summary>At least one signature is of the provider.</summary>
    public bool HasOurs => Signatures.Any(s => s.IsTrusted);
}
