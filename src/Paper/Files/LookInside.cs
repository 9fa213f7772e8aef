namespace Workflows.Paper.Files;

/// <summary>Looks into a file of a known kind for what would harm whoever opens it. It unpacks no more than it needs to say so.</summary>
public static class LookInside
{
    /// <summary>The end of an archive lies at most this far before the end of a file.</summary>
    private const int ArchiveEnd = 65_557;

    /// <param name="contentType">What its bytes say it is.</param>
    /// <param name="file">Can be read from any place.</param>
    /// <returns>What speaks against it; null when nothing does.</returns>
    public static FileObjection? Run(string contentType, Stream file) => contentType switch
    {
        "application/pdf" => EndsAsArchive(file) ? FileObjection.TwoKinds : PdfContent.Look(file),
        "image/png" or "image/jpeg" => EndsAsArchive(file) ? FileObjection.TwoKinds : PictureContent.Look(file),
        _ when contentType.StartsWith("application/vnd.openxmlformats", StringComparison.Ordinal) => OfficeContent.Look(file),
        _ => null,
    };

    /// <summary>An archive is found from its end, so one can hang behind any other file.</summary>
    private static bool EndsAsArchive(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, ArchiveEnd)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        for (var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8); at >= 0; at = tail.AsSpan(0, at).LastIndexOf("PK\x05\x06"u8))
            if (at + 22 <= tail.Length && at + 22 + (tail[at + 20] | tail[at + 21] << 8) == tail.Length) return true;
        return false;
    }
}
