using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Workflows.Paper.Signing;

/// <summary>
/// The authority of an installation: it certifies the keys of its seals, and nothing outside of the installation trusts it by itself (内部签章). Elliptic keys
/// (NIST P-256), SHA-256.
/// </summary>
public static class CertificateAuthority
{
    /// <summary>How long an authority lasts, in years.</summary>
    public const int AuthorityYears = 20;

    /// <summary>How long the certificate of a seal lasts, in years.</summary>
    public const int SealYears = 10;

    /// <summary>Used for signing documents; the first is what NSS accepts.</summary>
    private static readonly OidCollection Uses = [new Oid("1.3.6.1.5.5.7.3.4"), new Oid("1.3.6.1.5.5.7.3.36")];

    /// <summary>A new authority.</summary>
    public static X509Certificate2 Create(string name, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(from, to);
    }

    /// <summary>A certificate with a new key for a seal; it never counts before or after its authority.</summary>
    /// <param name="authority">With its private key.</param>
    public static X509Certificate2 Certify(X509Certificate2 authority, string seal, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(seal), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Uses, critical: false));
        DateTimeOffset first = authority.NotBefore, last = authority.NotAfter;
        using var certificate = request.Create(authority, from < first ? first : from, to > last ? last : to, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>The private key as bytes to be kept encrypted (PKCS #8).</summary>
    public static byte[] KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new InvalidOperationException("Expected a certificate with a private elliptic key, found none.");
        return key.ExportPkcs8PrivateKey();
    }

    /// <summary>The certificate with its private key again.</summary>
    public static X509Certificate2 WithKey(byte[] certificate, byte[] key)
    {
        using var bare = X509CertificateLoader.LoadCertificate(certificate);
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key, out _);
        return bare.CopyWithPrivateKey(ecdsa);
    }

    private static X500DistinguishedName Name(string common)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("CN");
        // A common name has at most 64 characters.
        name.AddCommonName(common.Length <= 64 ? common : common[..64]);
        return name.Build();
    }
}
