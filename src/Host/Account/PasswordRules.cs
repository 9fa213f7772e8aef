using System.Text;
using Workflows.Approvals;

namespace Workflows.Host.Account;

/// <summary>
/// What a password has to be (setting <c>Passwords:Profile</c>). <c>CN</c> (default, GB/T 22239 8.1.4.1): 8 or more characters of three kinds among small letters, capitals, digits and others.
/// <c>ASVS</c> (OWASP ASVS 5.0, 6.2): 8 or more characters of any kind. Both: at most 128, none of the common ones, and not made of the user name or the person's name.
/// </summary>
public sealed class PasswordRules(IConfiguration configuration)
{
    /// <summary>Characters of a password.</summary>
    public const int Shortest = 8, Longest = 128;

    private const int KindsAsked = 3;

    /// <summary>What people put around a common word.</summary>
    private static readonly char[] Ornaments = [.. "0123456789!@#$%^&*._-?"];

    private static readonly HashSet<string> Common = Read();

    private readonly bool asksKinds = configuration["Passwords:Profile"] switch
    {
        null or "" or "CN" => true,
        "ASVS" => false,
        { } other => throw new InvalidOperationException($"Expected the setting Passwords:Profile to be CN or ASVS, found {other}."),
    };

    /// <summary>Why not: <c>account.password</c> (length), <c>account.password-simple</c>, <c>account.password-common</c>, <c>account.password-name</c>.</summary>
    public Refusal? Check(string? password, string userName, string personName)
    {
        if (password is null || password.Length < Shortest || password.Length > Longest) return new Refusal("account.password", Shortest, Longest);
        if (asksKinds && Kinds(password) < KindsAsked) return new Refusal("account.password-simple", KindsAsked);
        var plain = Plain(password);
        if (IsCommon(password)) return new Refusal("account.password-common");
        return Plain(userName) is { Length: >= 4 } user && plain.Contains(user, StringComparison.Ordinal) || (Plain(personName) is { Length: >= 2 } person && plain.Contains(person, StringComparison.Ordinal))
            ? new Refusal("account.password-name") : null;
    }

    /// <summary>One of the passwords that are tried first.</summary>
    public static bool IsCommon(string password) => Plain(password) is var plain && (Common.Contains(plain) || Common.Contains(plain.Trim(Ornaments)) || plain.Distinct().Count() < 4);

    private static int Kinds(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0) + (password.Any(c => !char.IsLower(c) && !char.IsUpper(c) && !char.IsDigit(c)) ? 1 : 0);

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    private static HashSet<string> Read()
    {
        using var reader = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
