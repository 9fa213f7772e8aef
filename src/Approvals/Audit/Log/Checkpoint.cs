using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Audit.Log;

/// <summary>A signed statement about the whole log at one time: how many entries it has and what their root is. Append-only.</summary>
public sealed class Checkpoint
{
    /// <summary>1, 2, 3 …</summary>
    public long Number { get; init; }

    /// <summary>Entries of the log that it covers.</summary>
    public long Size { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>What is signed: JSON with number, size, root (hex), at (milliseconds) and the hash of the statement before.</summary>
    public required string Text { get; init; }

    /// <summary>ECDSA P-256 with SHA-256 over <see cref="Text"/> in UTF-8; Base64 of 64 bytes (r, s).</summary>
    public required string Signature { get; init; }

    /// <summary>Base64 of the SubjectPublicKeyInfo that the signature belongs to.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The statement about a log.</summary>
    /// <param name="before">The statement before; null for the first.</param>
    public static Checkpoint Make(long size, byte[] root, DateTimeOffset at, Checkpoint? before, ECDsa key)
    {
        var number = (before?.Number ?? 0) + 1;
        var text = new JsonObject
        {
            ["number"] = number, ["size"] = size, ["root"] = Convert.ToHexStringLower(root), ["at"] = at.ToUnixTimeMilliseconds(), ["previous"] = before?.HashOfText() ?? AuditEntry.NoPrevious,
        }.ToJsonString(Json.Options);
        return new Checkpoint
        {
            Number = number, Size = size, At = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), Text = text,
            Signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256)),
            PublicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
        };
    }

    /// <summary>SHA-256 of the statement, lower-case hex.</summary>
    public string HashOfText() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>SHA-256 of the public key, lower-case hex: what the installation publishes, so that a stranger can compare.</summary>
    public static string Fingerprint(string publicKey) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(publicKey)));

    /// <summary>Whether the text was signed with the key that is named.</summary>
    /// <exception cref="FormatException">Signature or key are not Base64.</exception>
    public static bool IsSigned(string text, string signature, string publicKey)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.VerifyData(Encoding.UTF8.GetBytes(text), Convert.FromBase64String(signature), HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private sealed class Mapping : IEntityTypeConfiguration<Checkpoint>
    {
        public void Configure(EntityTypeBuilder<Checkpoint> checkpoint)
        {
            checkpoint.ToTable("Checkpoints");
            checkpoint.HasKey(c => c.Number);
            checkpoint.Property(c => c.Number).ValueGeneratedNever();
            checkpoint.Property(c => c.Text).HasMaxLength(400);
            checkpoint.Property(c => c.Signature).HasMaxLength(100);
            checkpoint.Property(c => c.PublicKey).HasMaxLength(200);
        }
    }
}
