namespace Workflows.Approvals.Seals;

/// <summary>
/// 校验码: the short code on a document, by which anybody can ask whether it is genuine: <c>7K2M-9QXA-4HTC</c>. Eleven random characters (55 bits, not to be guessed)
/// and one that tells typing errors; no letters that look like digits.
/// </summary>
public static class CheckCode
{
    /// <summary>Characters without the separators.</summary>
    public const int Length = 12;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(RandomNumber random)
    {
        var body = string.Concat(Enumerable.Range(0, Length - 1).Select(_ => Alphabet[random(Alphabet.Length)]));
        return body + Check(body);
    }

    /// <summary>The code as printed, in groups of four.</summary>
    public static string Printed(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));

    /// <summary>What a person typed, as stored; null when it cannot be a code. Case, spaces and dashes do not matter; O counts as 0, I and L as 1.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 40) return null;
        var code = string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '_')).Select(c => c switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => c,
        }));
        return code.Length == Length && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && code[^1] == Check(code[..^1]) ? code : null;
    }

    /// <summary>Weighted sum; a wrong or two exchanged characters change it.</summary>
    private static char Check(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++) sum += Alphabet.IndexOf(body[i], StringComparison.Ordinal) * (2 * i + 1);
        return Alphabet[sum % Alphabet.Length];
    }
}
