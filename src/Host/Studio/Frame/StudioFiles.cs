using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Workflows.Host.Studio.Frame;

/// <summary>
/// The files of the workflow designer, served as its package holds them, each in the smallest form that the browser takes. A name with a fingerprint
/// is kept for good; every other one is asked for again each time and answered with 304 while it is the same. The package's own <c>index.html</c> and
/// <c>appsettings.json</c> are never served: the first loads fonts from another site, the second names another server.
/// </summary>
public sealed partial class StudioFiles
{
    /// <summary>Folder of the package beside a published program.</summary>
    public const string Published = "studio";

    private const string Package = "node_modules/@elsa-workflows/elsa-studio-wasm";

    private static readonly FileExtensionContentTypeProvider Types = new(new Dictionary<string, string>(new FileExtensionContentTypeProvider().Mappings, StringComparer.OrdinalIgnoreCase)
    {
        [".wasm"] = "application/wasm", [".dat"] = "application/octet-stream", [".blat"] = "application/octet-stream", [".pdb"] = "application/octet-stream",
        [".js"] = "text/javascript", [".map"] = "application/json", [".cur"] = "image/x-icon",
    });

    /// <summary>What the package holds that the page needs, in order of preference where the browser takes several.</summary>
    private static readonly (string Coding, string Ending)[] Packed = [("br", ".br"), ("gzip", ".gz")];

    private readonly string folder;

    /// <param name="start">Folder of the running program; the package is in it, or in a <c>node_modules</c> above it.</param>
    public StudioFiles(string start) => folder = Find(start) ?? throw new InvalidOperationException(
        $"Expected the workflow designer in {Path.Combine(start, Published)} or in {Package} above {start}, found neither. Run npm ci in the folder of package.json, then build again.");

    public static StudioFiles OfThisProgram() => new(AppContext.BaseDirectory);

    /// <summary>Answers one file; 404 for what is not in the package.</summary>
    public IResult Answer(HttpContext context, string path)
    {
        if (!Types.TryGetContentType(path, out var type) || Locate(path) is not { } file) return Results.NotFound();

        var (served, coding) = Smallest(context.Request, file);
        var info = new FileInfo(served);
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (coding is not null) headers.ContentEncoding = coding;
        headers.CacheControl = Fingerprint().IsMatch(Path.GetFileName(path)) ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.File(served, type, lastModified: info.LastWriteTimeUtc, entityTag: new EntityTagHeaderValue($"\"{info.Length:x}-{info.LastWriteTimeUtc.Ticks:x}-{coding ?? "plain"}\""));
    }

    private static (string File, string? Coding) Smallest(HttpRequest request, string file)
    {
        var taken = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, ending) in Packed)
            if (taken.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0) && File.Exists(file + ending)) return (file + ending, coding);
        return (file, null);
    }

    /// <summary>The file, if the path stays inside the package.</summary>
    private string? Locate(string path)
    {
        var file = Path.GetFullPath(Path.Combine(folder, path));
        return file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file) ? file : null;
    }

    private static string? Find(string start)
    {
        if (Path.Combine(start, Published) is var published && Directory.Exists(Path.Combine(published, "_framework"))) return Path.GetFullPath(published);
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, Package) is var package && Directory.Exists(package)) return Path.GetFullPath(package);
        return null;
    }

    /// <summary>Ten letters and digits before the ending, e.g. <c>Elsa.Api.Client.9y5x0v2a1b.wasm</c>.</summary>
    [GeneratedRegex(@"\.[a-z0-9]{10}(\.bundle\.scp)?\.(wasm|js|dat|css|json|pdb)$")]
    private static partial Regex Fingerprint();
}
