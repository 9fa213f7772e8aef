namespace Workflows.Host.Audit.Bundles;

/// <summary>A file of a bundle.</summary>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
public sealed record BundledFile(string Path, string Sha256, long Bytes);

/// <summary>A chain of audit entries in a bundle.</summary>
/// <param name="Head">Hash of its last entry.</param>
public sealed record BundledChain(string Subject, long Entries, string Head);

/// <summary>What a case bundle holds; signed with the key of the log (<see cref="Signature"/>), so that nothing can be left out unnoticed.</summary>
public sealed record BundleManifest(string Format, string Case, DateTimeOffset Made, string Fingerprint, IReadOnlyList<BundledChain> Chains, IReadOnlyList<BundledFile> Files)
{
    public const string Version = "workflows-case-bundle/1";
    public const string File = "manifest.json", Signature = "manifest.signature.json", Trail = "trail.jsonl", Proof = "checkpoint.json", Verifier = "verify.html";
}

/// <summary>ECDSA P-256, SHA-256, Base64 of r and s.</summary>
/// <param name="PublicKey">SubjectPublicKeyInfo, Base64.</param>
public sealed record BundleSignature(string Signature, string PublicKey);

/// <summary>A line of the trail: exactly the text that is hashed, and apart from it what it commits to.</summary>
/// <param name="Words">What the commitment is about; empty once erased, and in entries of the first format.</param>
public sealed record BundledEntry(string Hash, string Text, string? Words, string? Salt);

/// <summary>The signed checkpoint and the way of every entry to its root.</summary>
/// <param name="Authority">Certificate of the installation's authority, DER, Base64; the seals of the papers come from it.</param>
public sealed record BundleProof(string Text, string Signature, string PublicKey, string Authority, IReadOnlyList<BundledInclusion> Entries);

/// <param name="Hash">Of the entry.</param>
/// <param name="Index">In the log, from 0.</param>
public sealed record BundledInclusion(string Hash, long Index, IReadOnlyList<string> Path);
