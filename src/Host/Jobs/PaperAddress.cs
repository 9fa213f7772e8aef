using Workflows.Paper.Pdf;

namespace Workflows.Host.Jobs;

/// <summary>Where the public checks a document: the address behind its QR code.</summary>
public sealed class PaperAddress(IConfiguration configuration)
{
    /// <summary>The page that checks documents.</summary>
    public const string Path = "/verify";

    /// <summary>Address of the site as the public reaches it; setting <c>PublicAddress</c>, by default the address the program listens on.</summary>
    public Uri Site { get; } = new(configuration["PublicAddress"] is { Length: > 0 } named ? named : configuration["urls"]?.Split(';')[0].Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal) ?? "http://localhost:5080");

    public PaperMark Of(string code) => new(code, new Uri(Site, Path));
}
