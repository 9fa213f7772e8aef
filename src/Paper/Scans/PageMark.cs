using System.Globalization;
using Workflows.Approvals.Seals;

namespace Workflows.Paper.Scans;

/// <summary>What the QR code at the foot of a printed page says: which document, which page.</summary>
/// <param name="Code">The check code, as stored.</param>
/// <param name="Page">From 1.</param>
public sealed record PageMark(string Code, int Page)
{
    /// <summary>Reads the address behind the QR code; null when it is none of ours. The site in it is not looked at, because it may have moved since.</summary>
    public static PageMark? Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)) return null;
        string? code = null;
        var page = 0;
        foreach (var part in address.Query.TrimStart('?').Split('&'))
        {
            if (part.StartsWith("c=", StringComparison.Ordinal)) code = CheckCode.Read(Uri.UnescapeDataString(part[2..]));
            if (part.StartsWith("p=", StringComparison.Ordinal)) _ = int.TryParse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out page);
        }

        return code is null || page < 1 ? null : new PageMark(code, page);
    }
}
