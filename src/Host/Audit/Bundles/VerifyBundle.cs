using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.Paper.Signing;

namespace Workflows.Host.Audit.Bundles;

/// <summary>Something in a bundle that is not as it was.</summary>
/// <param name="Code"><c>file-altered</c>, <c>file-missing</c>, <c>file-unknown</c>, <c>manifest-unsigned</c>, <c>entry-altered</c>, <c>words-altered</c>,
/// <c>words-missing</c> (erased without an entry that says so), <c>entry-missing</c>, <c>entry-moved</c>, <c>entry-inserted</c>, <c>entry-unlinked</c>, <c>entry-unproved</c>, <c>checkpoint-unsigned</c>, <c>paper-swapped</c>, <c>paper-unsealed</c>, <c>unreadable</c>; of a database also
/// <c>checkpoint-key-changed</c>; where the caller named a key <c>key-unexpected</c>.</param>
/// <param name="Where">The file, or the subject and number of the entry: <c>Case:123#4</c>.</param>
public sealed record BundleFault(string Code, string Where);

/// <summary>What a check of a bundle found.</summary>
/// <param name="Fingerprint">Of the key that signed it; a stranger compares it with the one that the installation publishes.</param>
public sealed record CheckedBundle(string? Case, int Entries, int Files, string? Fingerprint, IReadOnlyList<BundleFault> Faults)
{
    public bool IsGenuine => Faults.Count == 0;
}

/// <summary>Checks a case bundle with nothing but what is in it: files, entries and their links, the way of each to the signed checkpoint, the papers and their seals.</summary>
public static class VerifyBundle
{
    private sealed record ReadEntry(BundledEntry Line, string Subject, long Sequence, string Previous, string Action, string? Outcome, string? DocumentHash, string? Commitment)
    {
        public string Where => $"{Subject}#{Sequence}";

        /// <summary>It commits to words, and they are gone with their salt.</summary>
        public bool IsErased => Commitment is not null && Line is { Words: null, Salt: null };

        /// <summary>The words are those that were committed to, or there are none: half of them, or words that nothing commits to, somebody else put there.</summary>
        public bool WordsAreGenuine => Line switch
        {
            { Words: null, Salt: null } => true,
            { Words: { } words, Salt: { } salt } => Commitment == AuditEntry.CommitmentTo(salt, words),
            _ => false,
        };
    }

    public static CheckedBundle Run(Stream bundle)
    {
        try
        {
            using var zip = new ZipArchive(bundle, ZipArchiveMode.Read, leaveOpen: true);
            return Check(zip);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException or CryptographicException or NotSupportedException)
        {
            return new CheckedBundle(null, 0, 0, null, [new BundleFault("unreadable", unreadable.Message)]);
        }
    }

    private static CheckedBundle Check(ZipArchive zip)
    {
        var faults = new List<BundleFault>();
        var manifestText = Text(zip, BundleManifest.File);
        var manifest = Json.Read<BundleManifest>(manifestText);
        var signature = Json.Read<BundleSignature>(Text(zip, BundleManifest.Signature));
        if (!Checkpoint.IsSigned(manifestText, signature.Signature, signature.PublicKey) || Checkpoint.Fingerprint(signature.PublicKey) != manifest.Fingerprint) faults.Add(new("manifest-unsigned", BundleManifest.File));

        var hashes = Files(zip, manifest, faults);
        var entries = Text(zip, BundleManifest.Trail).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        var proof = Json.Read<BundleProof>(Text(zip, BundleManifest.Proof));
        if (!Checkpoint.IsSigned(proof.Text, proof.Signature, proof.PublicKey) || proof.PublicKey != signature.PublicKey) faults.Add(new("checkpoint-unsigned", BundleManifest.Proof));
        foreach (var chain in entries.GroupBy(e => e.Subject)) Chain([.. chain], manifest.Chains.FirstOrDefault(c => c.Subject == chain.Key), faults);
        foreach (var dropped in manifest.Chains.Where(c => entries.TrueForAll(e => e.Subject != c.Subject))) faults.Add(new("entry-missing", $"{dropped.Subject}#1"));
        Proofs(entries, proof, faults);
        Papers(zip, entries, hashes, proof, faults);
        return new CheckedBundle(manifest.Case, entries.Count, hashes.Count, Checkpoint.Fingerprint(signature.PublicKey), faults);
    }

    private static Dictionary<string, string> Files(ZipArchive zip, BundleManifest manifest, List<BundleFault> faults)
    {
        var named = manifest.Files.ToDictionary(f => f.Path);
        var hashes = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName is BundleManifest.File or BundleManifest.Signature) continue;
            using var stream = entry.Open();
            var hash = hashes[entry.FullName] = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (!named.TryGetValue(entry.FullName, out var file)) faults.Add(new("file-unknown", entry.FullName));
            else if (file.Sha256 != hash) faults.Add(new("file-altered", entry.FullName));
        }
        faults.AddRange(manifest.Files.Where(f => !hashes.ContainsKey(f.Path)).Select(f => new BundleFault("file-missing", f.Path)));
        return hashes;
    }

    private static ReadEntry Read(string line)
    {
        var entry = Json.Read<BundledEntry>(line);
        var text = JsonNode.Parse(entry.Text)!.AsObject();
        return new ReadEntry(entry, $"{text["subject"]}", text["sequence"]!.GetValue<long>(), $"{text["previousHash"]}", $"{text["action"]}", text["outcome"]?.ToString(), text["documentHash"]?.ToString(), text["commitment"]?.ToString());
    }

    /// <summary>Entries of one subject in the order in which they stand: 1, 2, 3 …, each hashed as it says and linked to the one before.</summary>
    private static void Chain(List<ReadEntry> chain, BundledChain? signed, List<BundleFault> faults)
    {
        var (expected, previous, erasures) = (1L, AuditEntry.NoPrevious, new Erasures());
        var seen = new HashSet<long>();
        foreach (var entry in chain)
        {
            var isAltered = Hash(entry.Line.Text) != entry.Line.Hash;
            if (isAltered) faults.Add(new("entry-altered", entry.Where));
            if (!entry.WordsAreGenuine) faults.Add(new("words-altered", entry.Where));
            if (!seen.Add(entry.Sequence))
            {
                faults.Add(new("entry-inserted", entry.Where));
                continue;
            }
            if (entry.Sequence < expected) continue;
            for (; expected < entry.Sequence; expected++)
                faults.Add(new(chain.Exists(e => e.Sequence == expected) ? "entry-moved" : "entry-missing", $"{entry.Subject}#{expected}"));
            if (entry.Previous != previous && !faults.Exists(f => f.Where == $"{entry.Subject}#{entry.Sequence - 1}")) faults.Add(new("entry-unlinked", entry.Where));
            (expected, previous) = (entry.Sequence + 1, entry.Line.Hash);
            erasures.See(entry.Sequence, entry.Action, entry.Outcome, entry.IsErased);
        }
        faults.AddRange(erasures.Silent.Select(number => new BundleFault("words-missing", $"{chain[0].Subject}#{number}")));
        if (signed is null) faults.Add(new("entry-inserted", $"{chain[0].Subject}#1"));
        for (; signed is not null && expected <= signed.Entries; expected++) faults.Add(new("entry-missing", $"{signed.Subject}#{expected}"));
        if (signed is not null && signed.Entries == expected - 1 && signed.Head != previous && !faults.Exists(f => f.Where == chain[^1].Where)) faults.Add(new("entry-altered", chain[^1].Where));
    }

    private static void Proofs(List<ReadEntry> entries, BundleProof proof, List<BundleFault> faults)
    {
        var checkpoint = JsonNode.Parse(proof.Text)!;
        var (size, root) = (checkpoint["size"]!.GetValue<long>(), Convert.FromHexString($"{checkpoint["root"]}"));
        var ways = proof.Entries.GroupBy(e => e.Hash).ToDictionary(e => e.Key, e => e.First());
        foreach (var entry in entries)
        {
            var isProved = ways.TryGetValue(entry.Line.Hash, out var way)
                && MerkleTree.RootOf(MerkleTree.Leaf(Convert.FromHexString(entry.Line.Hash)), way.Index, size, way.Path.Select(Convert.FromHexString)) is { } found && found.AsSpan().SequenceEqual(root);
            if (!isProved) faults.Add(new("entry-unproved", entry.Where));
        }
    }

    /// <summary>The bytes of papers, attachments and forms are those that an entry names; a paper's seals cover it.</summary>
    private static void Papers(ZipArchive zip, List<ReadEntry> entries, Dictionary<string, string> hashes, BundleProof proof, List<BundleFault> faults)
    {
        var known = entries.Where(e => e.Action is "paper.made" or "attachment.added" or "form.submitted").Select(e => e.DocumentHash).OfType<string>().ToHashSet();
        using var authority = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(proof.Authority));
        foreach (var (path, hash) in hashes.Where(f => f.Key.StartsWith("papers/", StringComparison.Ordinal) || f.Key.StartsWith("attachments/", StringComparison.Ordinal) || f.Key.StartsWith("forms/", StringComparison.Ordinal)))
        {
            if (!known.Contains(hash)) faults.Add(new("paper-swapped", path));
            if (!path.StartsWith("papers/", StringComparison.Ordinal)) continue;
            using var stream = zip.GetEntry(path)!.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var seals = CheckPdf.Run(bytes.ToArray(), [authority]);
            if (seals.Signatures.Count > 0 && !seals.IsWhole) faults.Add(new("paper-unsealed", path));
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Text(ZipArchive zip, string path)
    {
        using var stream = (zip.GetEntry(path) ?? throw new InvalidDataException($"Expected {path} in the bundle, found none.")).Open();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
