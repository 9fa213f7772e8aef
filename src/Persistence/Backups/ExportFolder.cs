using System.IO.Compression;

namespace Workflows.Persistence.Backups;

/// <summary>The files of an export: a folder, or one ZIP file where the path ends with <c>.zip</c>.</summary>
public abstract class ExportFolder : IAsyncDisposable
{
    /// <summary>A new one; nothing of that name may be there, except an empty folder.</summary>
    /// <exception cref="IOException">Something is there.</exception>
    public static ExportFolder Create(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new IOException($"Expected nothing at {path}, found something. Name another place, or remove it.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above) Directory.CreateDirectory(above);
        return IsZip(path) ? new Zip(ZipFile.Open(path, ZipArchiveMode.Create)) : new Folder(Directory.CreateDirectory(path).FullName);
    }

    /// <summary>One that is there.</summary>
    public static ExportFolder Open(string path) => Directory.Exists(path) ? new Folder(Path.GetFullPath(path)) : new Zip(ZipFile.OpenRead(path));

    /// <summary>A file to write; one at a time.</summary>
    public abstract Stream Write(string name);

    /// <summary>A file to read; null where it is missing.</summary>
    public abstract Stream? Read(string name);

    public abstract ValueTask DisposeAsync();

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private sealed class Folder(string folder) : ExportFolder
    {
        public override Stream Write(string name)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return File.Create(path);
        }

        public override Stream? Read(string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? File.OpenRead(path) : null;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Zip(ZipArchive archive) : ExportFolder
    {
        public override Stream Write(string name) => archive.CreateEntry(name, CompressionLevel.Optimal).Open();

        public override Stream? Read(string name) => archive.GetEntry(name)?.Open();

        public override ValueTask DisposeAsync()
        {
            archive.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
