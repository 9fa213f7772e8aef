using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Approvals;

namespace Workflows.Host.Tests.Audit;

/// <summary>What somebody may do to a bundle, and what each deed is called when it is found.</summary>
public static class Tampering
{
    public static IEnumerable<(byte[] Bundle, string Code, string Where)> All(byte[] genuine, string caseId)
    {
        var subject = $"Case:{caseId}";
        var (paper, attachment) = (Paper(genuine), Names(genuine).FirstOrDefault(n => n.StartsWith("attachments/", StringComparison.Ordinal)));
        foreach (var mends in new[] { false, true })
        {
            // Whoever mends the manifest after the deed cannot sign it again; the deed itself is still named.
            yield return (Tamper(genuine, mends, trail => trail[3] = Changed(trail[3], "\"action\":\"", "\"action\":\"un")), "entry-altered", $"{subject}#4");
            yield return (Tamper(genuine, mends, trail => trail.RemoveAt(4)), "entry-missing", $"{subject}#5");
            yield return (Tamper(genuine, mends, trail => (trail[2], trail[3]) = (trail[3], trail[2])), "entry-moved", $"{subject}#3");
            yield return (Tamper(genuine, mends, trail => trail.Insert(3, trail[2])), "entry-inserted", $"{subject}#3");
            yield return (Tamper(genuine, mends, trail => trail[5] = Redated(trail[5])), "entry-unproved", $"{subject}#6");
            yield return (Tamper(genuine, mends, trail => trail[1] = ChangedWords(trail[1])), "words-altered", $"{subject}#2");
            yield return (Tamper(genuine, mends, trail => trail[1] = Without(trail[1], "words", "salt")), "words-missing", $"{subject}#2");
            yield return (Tamper(genuine, mends, trail => trail[1] = Without(trail[1], "salt")), "words-altered", $"{subject}#2");
            yield return (Replace(genuine, mends, paper, bytes => [.. bytes, .. "\n% more"u8]), "paper-swapped", paper);
            if (attachment is not null) yield return (Replace(genuine, mends, attachment, _ => "%PDF-1.4 other"u8.ToArray()), "paper-swapped", attachment);
            yield return (Replace(genuine, mends, "forms/pilot-site-1.json", Other("elderly", "other")), "paper-swapped", "forms/pilot-site-1.json");
            yield return (Replace(genuine, mends, "checkpoint.json", Other("\\\"number\\\":1,", "\\\"number\\\":7,")), "checkpoint-unsigned", "checkpoint.json");
            yield return (Replace(genuine, mends, "opinions.json", Other("同意", "反对")), mends ? "manifest-unsigned" : "file-altered", mends ? "manifest.json" : "opinions.json");
        }

        // The end of the chain cut off: nothing follows that would not fit, but the signed manifest says how long it is.
        var length = Lines(genuine).Count(line => line.Contains($"\\\"{subject}\\\"", StringComparison.Ordinal));
        yield return (Tamper(genuine, false, trail => trail.RemoveAt(length - 1)), "entry-missing", $"{subject}#{length}");
        yield return (Without(genuine, paper), "file-missing", paper);
    }

    public static string Paper(byte[] bundle) => Names(bundle).First(n => n.StartsWith("papers/", StringComparison.Ordinal));

    private static Func<byte[], byte[]> Other(string from, string to) => bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(from, to, StringComparison.Ordinal));

    private static string Read(ZipArchive zip, string name) => Encoding.UTF8.GetString(Bytes(zip, name));

    private static List<string> Names(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        return [.. zip.Entries.Select(e => e.FullName)];
    }

    public static List<string> Lines(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        return [.. Read(zip, "trail.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    public static byte[] Tamper(byte[] bundle, bool mends, Action<List<string>> change) => Replace(bundle, mends, "trail.jsonl", _ =>
    {
        var lines = Lines(bundle);
        change(lines);
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    });

    /// <param name="mends">Writes the right hash of the changed file into the manifest.</param>
    public static byte[] Replace(byte[] bundle, bool mends, string name, Func<byte[], byte[]> change)
    {
        using var copy = new MemoryStream();
        copy.Write(bundle);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            var changed = change(Bytes(zip, name));
            Write(zip, name, changed);
            if (mends)
            {
                var manifest = JsonNode.Parse(Bytes(zip, "manifest.json"))!;
                manifest["files"]!.AsArray().Single(f => f!["path"]!.ToString() == name)!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(changed));
                Write(zip, "manifest.json", Encoding.UTF8.GetBytes(manifest.ToJsonString(Json.Options)));
            }
        }
        return copy.ToArray();
    }

    private static byte[] Without(byte[] bundle, string name)
    {
        using var copy = new MemoryStream();
        copy.Write(bundle);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true)) zip.GetEntry(name)!.Delete();
        return copy.ToArray();
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        zip.GetEntry(name)!.Delete();
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(bytes);
    }

    private static string Changed(string line, string from, string to)
    {
        var entry = JsonNode.Parse(line)!;
        entry["text"] = entry["text"]!.ToString().Replace(from, to, StringComparison.Ordinal);
        return entry.ToJsonString(Json.Options);
    }

    /// <summary>Another time, and a hash that fits it.</summary>
    private static string Redated(string line)
    {
        var entry = JsonNode.Parse(line)!;
        var text = JsonNode.Parse(entry["text"]!.ToString())!;
        text["at"] = text["at"]!.GetValue<long>() - 86_400_000;
        entry["text"] = text.ToJsonString(Json.Options);
        entry["hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry["text"]!.ToString())));
        return entry.ToJsonString(Json.Options);
    }

    public static string Without(string line, params string[] members)
    {
        var entry = JsonNode.Parse(line)!;
        foreach (var member in members) entry[member] = null;
        return entry.ToJsonString(Json.Options);
    }

    private static string ChangedWords(string line)
    {
        var entry = JsonNode.Parse(line)!;
        entry["words"] = entry["words"]!.ToString().Replace("127.0.0.1", "127.0.0.9", StringComparison.Ordinal).Replace("::1", "::2", StringComparison.Ordinal);
        return entry.ToJsonString(Json.Options);
    }
}
