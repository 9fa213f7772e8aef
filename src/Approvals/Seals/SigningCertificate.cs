using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Seals;

/// <summary>A certificate of the built-in provider with its private key, which is only ever stored encrypted.</summary>
public sealed class SigningCertificate
{
    /// <summary>Owner of the installation's authority, which certifies all others.</summary>
    public const string Authority = "authority";

    /// <summary>Owner of the key that signs the checkpoints of the audit log.</summary>
    public const string Log = "log";

    /// <summary><see cref="Authority"/>, <see cref="Log"/>, or <c>seal:</c> and the seal's id.</summary>
    public required string Owner { get; init; }

    /// <summary>X.509, DER.</summary>
    public required byte[] Certificate { get; init; }

    /// <summary>PKCS #8, encrypted.</summary>
    public required byte[] ProtectedKey { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public static string OwnerOf(Seal seal) => FormattableString.Invariant($"seal:{seal.Id}");

    private sealed class Mapping : IEntityTypeConfiguration<SigningCertificate>
    {
        public void Configure(EntityTypeBuilder<SigningCertificate> certificate)
        {
            certificate.ToTable("SigningCertificates");
            certificate.HasKey(c => c.Owner);
            certificate.Property(c => c.Owner).HasMaxLength(60);
        }
    }
}
