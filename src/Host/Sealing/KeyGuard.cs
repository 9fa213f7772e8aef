using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Workflows.Host.Sealing;

/// <summary>
/// Encrypts what is secret before it is stored: the private keys of seals, the secrets of second factors. With the setting <c>Seals:Key</c> (32 bytes, Base64) by AES-256-GCM under that
/// key, which then lies outside of the database; otherwise by the framework's data protection, whose keys lie in the database too.
/// </summary>
public sealed class KeyGuard
{
    private const int NonceSize = 12, TagSize = 16;
    private readonly byte[]? key;
    private readonly IDataProtector protector;

    public KeyGuard(IConfiguration configuration, IDataProtectionProvider protection)
    {
        protector = protection.CreateProtector("Workflows.Seals");
        if (configuration["Seals:Key"] is not { Length: > 0 } given) return;
        var bytes = new byte[32];
        if (!Convert.TryFromBase64String(given, bytes, out var length) || length != 32)
            throw new InvalidOperationException("Expected the setting Seals:Key to be 32 bytes in Base64, found something else. Make one with 'openssl rand -base64 32'.");
        key = bytes;
    }

    public byte[] Protect(byte[] secret)
    {
        if (key is null) return protector.Protect(secret);
        var stored = new byte[NonceSize + TagSize + secret.Length];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(stored.AsSpan(0, NonceSize), secret, stored.AsSpan(NonceSize + TagSize), stored.AsSpan(NonceSize, TagSize));
        return stored;
    }

    /// <exception cref="CryptographicException">It was encrypted under another key.</exception>
    public byte[] Unprotect(byte[] stored)
    {
        if (key is null) return protector.Unprotect(stored);
        if (stored.Length < NonceSize + TagSize) throw new CryptographicException("Expected a secret encrypted under Seals:Key, found something shorter.");
        var secret = new byte[stored.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(stored.AsSpan(0, NonceSize), stored.AsSpan(NonceSize + TagSize), stored.AsSpan(NonceSize, TagSize), secret);
        return secret;
    }
}
