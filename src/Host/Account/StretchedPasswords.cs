using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Workflows.Host.Account;

/// <summary>How a password is hashed: PBKDF2 with HMAC-SHA512, as often as OWASP recommends (Password Storage Cheat Sheet). Hashes made with fewer rounds still match.</summary>
public sealed class StretchedPasswords : IConfigureOptions<PasswordHasherOptions>
{
    public const int Rounds = 210_000;

    public void Configure(PasswordHasherOptions options) => options.IterationCount = Rounds;
}
