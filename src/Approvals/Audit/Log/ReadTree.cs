using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Audit.Log;

/// <summary>The way from one entry to a root of the log, hashes as lower-case hex from the leaf up.</summary>
/// <param name="Index">Of the entry in the log, from 0.</param>
public sealed record Inclusion(long EntryId, long Index, IReadOnlyList<string> Path);

/// <summary>Reads roots and proofs of the log: a few rows for each, however long the log is.</summary>
public sealed class ReadTree(ApprovalsDb db)
{
    /// <summary>How many entries the log has.</summary>
    public async Task<long> Size(CancellationToken cancellation = default) => (await db.LogLeaves.MaxAsync(l => (long?)l.Index, cancellation) ?? -1) + 1;

    public async Task<byte[]> Root(long size, CancellationToken cancellation = default)
    {
        var hashes = await Hashes([.. MerkleTree.Parts(size)], cancellation);
        return MerkleTree.Root([.. MerkleTree.Parts(size).Select(part => hashes[part])]);
    }

    /// <summary>Proofs that these entries are in the log of that size; an entry that came in later has none.</summary>
    public async Task<IReadOnlyList<Inclusion>> Inclusions(IReadOnlyCollection<long> entryIds, long size, CancellationToken cancellation = default)
    {
        var found = new List<LogLeaf>();
        foreach (var some in entryIds.Chunk(500)) found.AddRange(await db.LogLeaves.AsNoTracking().Where(l => some.Contains(l.EntryId) && l.Index < size).ToListAsync(cancellation));
        var paths = found.ToDictionary(leaf => leaf.EntryId, leaf => MerkleTree.Path(leaf.Index, size));
        var hashes = await Hashes([.. paths.Values.SelectMany(path => path).SelectMany(parts => parts).Distinct()], cancellation);
        return
        [
            .. found.OrderBy(leaf => leaf.Index).Select(leaf => new Inclusion(
                leaf.EntryId, leaf.Index, [.. paths[leaf.EntryId].Select(parts => Convert.ToHexStringLower(MerkleTree.Root([.. parts.Select(part => hashes[part])])))])),
        ];
    }

    internal async Task<IReadOnlyDictionary<TreePart, byte[]>> Hashes(IReadOnlyCollection<TreePart> parts, CancellationToken cancellation)
    {
        var hashes = new Dictionary<TreePart, byte[]>();
        foreach (var level in parts.GroupBy(part => part.Level))
        {
            foreach (var some in level.Select(part => part.Position).Chunk(500))
            {
                if (level.Key == 0)
                    foreach (var leaf in await db.LogLeaves.AsNoTracking().Where(l => some.Contains(l.Index)).ToListAsync(cancellation)) hashes[new TreePart(0, leaf.Index)] = leaf.Hash;
                else
                    foreach (var node in await db.LogNodes.AsNoTracking().Where(n => n.Level == level.Key && some.Contains(n.Position)).ToListAsync(cancellation)) hashes[new TreePart(node.Level, node.Position)] = node.Hash;
            }
        }
        return hashes;
    }
}
