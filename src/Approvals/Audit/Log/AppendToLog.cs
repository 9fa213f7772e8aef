using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Audit.Log;

/// <summary>
/// Takes audit entries into the one log, after they were committed: no decision waits for the log, and none writes to it. Two programs that do it at the same time take the
/// same places; the one that loses does it again.
/// </summary>
public sealed class AppendToLog(ApprovalsDb db, ReadTree tree)
{
    /// <summary>Most entries in one unit of work; on SQLite nobody else writes meanwhile.</summary>
    public const int Most = 500;

    /// <summary>
    /// Entry ids begin with the time at which the entry was made. An entry whose transaction took longer than this to commit is found by the sweep before the next checkpoint.
    /// </summary>
    public static readonly TimeSpan LateCommit = TimeSpan.FromMinutes(10);

    /// <summary>The first entry that is not in the log, looking at all of them; null when each is.</summary>
    public Task<long?> FirstMissing(CancellationToken cancellation = default) =>
        db.AuditEntries.Where(e => !db.LogLeaves.Any(l => l.EntryId == e.Id)).OrderBy(e => e.Id).Select(e => (long?)e.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>Where to look first: a little before the newest entry that is in the log.</summary>
    public async Task<long> Newest(CancellationToken cancellation = default) =>
        Math.Max(0, (await db.LogLeaves.MaxAsync(l => (long?)l.EntryId, cancellation) ?? 0) - IdSource.Span(LateCommit));

    /// <param name="from">Entries with this id and later are looked at.</param>
    /// <returns>How many entries came in; fewer than <see cref="Most"/> when there are no more.</returns>
    public async Task<int> Run(long from, CancellationToken cancellation = default)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Id >= from && !db.LogLeaves.Any(l => l.EntryId == e.Id))
            .OrderBy(e => e.Id).Take(Most).Select(e => new { e.Id, e.Hash }).ToListAsync(cancellation);
        if (entries.Count == 0) return 0;
        var size = await tree.Size(cancellation);
        var known = await tree.Hashes([.. MerkleTree.Parts(size)], cancellation);
        var edge = new Stack<(TreePart Part, byte[] Hash)>(MerkleTree.Parts(size).Select(part => (part, known[part])));
        foreach (var entry in entries)
        {
            var leaf = new LogLeaf { Index = size++, EntryId = entry.Id, Hash = MerkleTree.Leaf(Convert.FromHexString(entry.Hash)) };
            db.LogLeaves.Add(leaf);
            (TreePart Part, byte[] Hash) grown = (new TreePart(0, leaf.Index), leaf.Hash);
            while (edge.TryPeek(out var left) && left.Part.Level == grown.Part.Level)
            {
                edge.Pop();
                grown = (new TreePart(grown.Part.Level + 1, grown.Part.Position >> 1), MerkleTree.Node(left.Hash, grown.Hash));
                db.LogNodes.Add(new LogNode { Level = grown.Part.Level, Position = grown.Part.Position, Hash = grown.Hash });
            }
            edge.Push(grown);
        }
        return entries.Count;
    }
}
