using Microsoft.Extensions.Localization;

namespace Workflows.Host.Audit;

/// <summary>What an entry of the trail says was done, in the reader's words: <c>session.begun</c> is 登录.</summary>
public sealed class ActionWords(IStringLocalizer<Text> texts, IStringLocalizer<Parts.Text> parts)
{
    private const string OfAudit = "Action.", OfTimeline = "Did.";

    /// <param name="after">What came of it; some sentences of the timeline name it.</param>
    /// <returns>The code itself where nobody has given it words.</returns>
    public string Of(string action, string? after = null) =>
        parts[OfTimeline + action, "", after ?? ""] is { ResourceNotFound: false } told && told.Value.Trim() is { Length: > 1 } sentence && !sentence.Contains("“”", StringComparison.Ordinal)
            ? sentence
            : texts[OfAudit + action] is { ResourceNotFound: false } plain ? plain : action;

    /// <summary>The codes that have a part of their words, or of the code itself, in common with what somebody typed.</summary>
    public IReadOnlyList<string> Matching(string typed) =>
    [
        .. Codes(texts, OfAudit).Concat(Codes(parts, OfTimeline)).Distinct(StringComparer.Ordinal)
            .Where(code => code.Contains(typed, StringComparison.OrdinalIgnoreCase) || Of(code).Contains(typed, StringComparison.OrdinalIgnoreCase)),
    ];

    private static IEnumerable<string> Codes(IStringLocalizer from, string prefix) =>
        from.GetAllStrings(includeParentCultures: true).Select(text => text.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);
}
