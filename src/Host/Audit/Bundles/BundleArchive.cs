using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Workflows.Approvals;

namespace Workflows.Host.Audit.Bundles;

/// <summary>Writes the files of a bundle one after the other, each as it comes, and remembers what it wrote.</summary>
internal sealed class BundleArchive(ZipArchive zip, DateTimeOffset at)
{
    private const int Piece = 128 * 1024;
    private readonly List<BundledFile> files = [];

    public IReadOnlyList<BundledFile> Files => files;

    public Task Add(string path, string text, CancellationToken cancellation) => Add(path, new MemoryStream(Encoding.UTF8.GetBytes(text)), CompressionLevel.Fastest, cancellation);

    public Task AddJson<T>(string path, T value, CancellationToken cancellation) => Add(path, Json.Write(value), cancellation);

    /// <summary>Scans, videos and PDFs are compressed already.</summary>
    public Task AddBytes(string path, Stream bytes, CancellationToken cancellation) => Add(path, bytes, CompressionLevel.NoCompression, cancellation);

    private async Task Add(string path, Stream from, CompressionLevel level, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = at;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        await using (from)
        await using (var to = await entry.OpenAsync(cancellation))
        {
            var buffer = new byte[Piece];
            while (await from.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
                size += read;
            }
        }
        files.Add(new BundledFile(path, Convert.ToHexStringLower(hash.GetHashAndReset()), size));
    }
}
