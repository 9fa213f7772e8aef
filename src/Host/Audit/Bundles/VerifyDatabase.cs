using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.Approvals.Seals;

namespace Workflows.Host.Audit.Bundles;

/// <summary>What a check of a whole database found.</summary>
/// <param name="Unlogged">Entries that came after the log was last written; they are linked but not yet in a checkpoint.</param>
/// <param name="Fingerprints">Of every key that signed a checkpoint, the first one first; more than one is a fault. A stranger compares it with the one that the installation published.</param>
public sealed record CheckedDatabase(long Entries, long Chains, long Checkpoints, long Papers, long Unlogged, IReadOnlyList<string> Fingerprints, IReadOnlyList<BundleFault> Faults);

/// <summary>Reads every entry of every chain, the log over them, every checkpoint and every paper, and says what is not as it was.</summary>
public sealed class VerifyDatabase(ApprovalsDb db, VerifyChains chains)
{
    private sealed record Leaf(long Index, long EntryId, byte[] Hash, string? EntryHash);

    public async Task<CheckedDatabase> Run(CancellationToken cancellation = default)
    {
        var checkedChains = await chains.Run(cancellation);
        var faults = checkedChains.Faults.ToList();
        var checkpoints = await Checkpoints(faults, cancellation);
        await Log(checkpoints, faults, cancellation);
        var papers = await Papers(faults, cancellation);
        var unlogged = await db.AuditEntries.LongCountAsync(e => !db.LogLeaves.Any(l => l.EntryId == e.Id), cancellation);
        return new CheckedDatabase(checkedChains.Entries, checkedChains.Chains, checkpoints.Count, papers, unlogged,
            [.. checkpoints.Where(IsSigned).Select(c => Checkpoint.Fingerprint(c.PublicKey)).Distinct()], faults);
    }

    /// <summary>
    /// Checkpoints are signed, linked, and all with one key: the key of the log is made once and never renewed, so whoever signs with another one is not this installation. Whoever replaced
    /// every checkpoint and the stored certificate is found by the fingerprint alone.
    /// </summary>
    private async Task<List<Checkpoint>> Checkpoints(List<BundleFault> faults, CancellationToken cancellation)
    {
        var checkpoints = await db.Checkpoints.AsNoTracking().OrderBy(c => c.Number).ToListAsync(cancellation);
        var before = (Checkpoint?)null;
        foreach (var checkpoint in checkpoints)
        {
            var where = $"Checkpoint#{checkpoint.Number}";
            if (!IsSigned(checkpoint) || $"{JsonNode.Parse(checkpoint.Text)!["previous"]}" != (before?.HashOfText() ?? AuditEntry.NoPrevious)) faults.Add(new("checkpoint-unsigned", where));
            if (before is not null && before.PublicKey != checkpoint.PublicKey) faults.Add(new("checkpoint-key-changed", where));
            before = checkpoint;
        }
        var stored = await db.SigningCertificates.AsNoTracking().Where(c => c.Owner == SigningCertificate.Log).Select(c => c.Certificate).SingleOrDefaultAsync(cancellation);
        if (before is not null && stored is not null && KeyOf(stored) != before.PublicKey) faults.Add(new("checkpoint-key-changed", $"Checkpoint#{before.Number}"));
        return checkpoints;
    }

    /// <summary>The leaves are those of the entries, without gaps; the root of each checkpoint is that of the leaves up to its size.</summary>
    private async Task Log(List<Checkpoint> checkpoints, List<BundleFault> faults, CancellationToken cancellation)
    {
        var (size, due, edge) = (0L, new Queue<Checkpoint>(checkpoints), new Stack<(int Level, byte[] Hash)>());
        var leaves = from leaf in db.LogLeaves.AsNoTracking()
                     join entry in db.AuditEntries on leaf.EntryId equals entry.Id into found
                     from entry in found.DefaultIfEmpty()
                     orderby leaf.Index
                     select new Leaf(leaf.Index, leaf.EntryId, leaf.Hash, entry == null ? null : entry.Hash);
        await foreach (var leaf in leaves.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (leaf.Index != size) faults.Add(new("entry-missing", $"Log#{size}"));
            if (leaf.EntryHash is null) faults.Add(new("entry-missing", $"Log#{leaf.Index}"));
            else if (!MerkleTree.Leaf(Convert.FromHexString(leaf.EntryHash)).AsSpan().SequenceEqual(leaf.Hash)) faults.Add(new("entry-unproved", $"Log#{leaf.Index}"));
            var grown = (Level: 0, leaf.Hash);
            while (edge.TryPeek(out var left) && left.Level == grown.Level)
            {
                edge.Pop();
                grown = (grown.Level + 1, MerkleTree.Node(left.Hash, grown.Hash));
            }
            edge.Push(grown);
            size = leaf.Index + 1;
            while (due.TryPeek(out var next) && next.Size <= size) Compare(due.Dequeue(), edge, faults);
        }
        faults.AddRange(due.Where(c => c.Size > 0).Select(c => new BundleFault("entry-missing", $"Checkpoint#{c.Number}")));
    }

    private static void Compare(Checkpoint checkpoint, Stack<(int Level, byte[] Hash)> edge, List<BundleFault> faults)
    {
        var root = Convert.ToHexStringLower(MerkleTree.Root([.. edge.Reverse().Select(part => part.Hash)]));
        if ($"{JsonNode.Parse(checkpoint.Text)!["root"]}" != root) faults.Add(new("entry-unproved", $"Checkpoint#{checkpoint.Number}"));
    }

    private async Task<long> Papers(List<BundleFault> faults, CancellationToken cancellation)
    {
        var count = 0L;
        foreach (var paper in await db.SealedPapers.AsNoTracking().Where(p => p.State == PaperState.Ready).OrderBy(p => p.Id).Select(p => new { p.Id, p.ContentHash }).ToListAsync(cancellation))
        {
            count++;
            var subject = Subject.Paper(paper.Id);
            var bytes = await db.FileContents.AsNoTracking().Where(c => c.Hash == paper.ContentHash).Select(c => c.Bytes).SingleOrDefaultAsync(cancellation);
            var hash = bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (hash is null || !await db.AuditEntries.AnyAsync(e => e.Subject == subject && e.Action == "paper.made" && e.DocumentHash == hash, cancellation)) faults.Add(new("paper-swapped", subject));
        }
        return count;
    }

    private static string? KeyOf(byte[] certificate)
    {
        try
        {
            using var read = X509CertificateLoader.LoadCertificate(certificate);
            return Convert.ToBase64String(read.PublicKey.ExportSubjectPublicKeyInfo());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool IsSigned(Checkpoint checkpoint)
    {
        try
        {
            return Checkpoint.IsSigned(checkpoint.Text, checkpoint.Signature, checkpoint.PublicKey);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
