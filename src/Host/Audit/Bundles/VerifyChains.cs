using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;

namespace Workflows.Host.Audit.Bundles;

/// <summary>What a check of every chain of entries found.</summary>
public sealed record CheckedChains(long Entries, long Chains, IReadOnlyList<BundleFault> Faults);

/// <summary>
/// Reads every entry of every chain once: numbers without gaps, content as it was hashed, words as they were committed to or erased as a later entry says, each linked to the one before.
/// One reads, the others hash.
/// </summary>
public sealed class VerifyChains(ApprovalsDb db)
{
    /// <summary>Entries that are hashed as one piece of work.</summary>
    private const int Block = 1_000;

    private sealed record Part(List<AuditEntry> Entries, Task<List<(AuditEntry Entry, string Fault)>> Faults);

    public async Task<CheckedChains> Run(CancellationToken cancellation = default)
    {
        var (links, pending, block) = (new Links(), new Queue<Part>(), new List<AuditEntry>(Block));
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(e => e.Subject).ThenBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            block.Add(entry);
            if (block.Count < Block) continue;
            pending.Enqueue(Begin(block));
            block = new List<AuditEntry>(Block);
            if (pending.Count > 2 * Environment.ProcessorCount) links.Take(pending.Peek().Entries, await pending.Dequeue().Faults);
        }
        pending.Enqueue(Begin(block));
        while (pending.TryDequeue(out var part)) links.Take(part.Entries, await part.Faults);
        links.End();
        return new CheckedChains(links.Entries, links.Chains, links.Faults);
    }

    private static Part Begin(List<AuditEntry> entries) => new(entries, Task.Run(() => Altered(entries)));

    private static List<(AuditEntry Entry, string Fault)> Altered(List<AuditEntry> entries)
    {
        var faults = new List<(AuditEntry, string)>();
        foreach (var entry in entries)
        {
            if (!entry.IsGenuine()) faults.Add((entry, "entry-altered"));
            if (!entry.WordsAreGenuine()) faults.Add((entry, "words-altered"));
        }
        return faults;
    }

    /// <summary>What goes from entry to entry.</summary>
    private sealed class Links
    {
        private readonly HashSet<(string Subject, long Sequence)> faulty = [];
        private Erasures erasures = new();
        private string subject = "", previous = AuditEntry.NoPrevious;
        private long expected = 1;

        public long Entries { get; private set; }
        public long Chains { get; private set; }
        public List<BundleFault> Faults { get; } = [];

        public void Take(List<AuditEntry> entries, List<(AuditEntry Entry, string Fault)> altered)
        {
            var found = altered.ToLookup(a => a.Entry, a => a.Fault);
            foreach (var entry in entries)
            {
                Entries++;
                if (entry.Subject != subject)
                {
                    End();
                    (subject, expected, previous, Chains) = (entry.Subject, 1, AuditEntry.NoPrevious, Chains + 1);
                }
                for (; expected < entry.Sequence; expected++) Add(expected, "entry-missing");
                if (altered.Count > 0) foreach (var fault in found[entry]) Add(entry.Sequence, fault);

                // One that follows an altered or missing one is not to blame.
                if (entry.PreviousHash != previous && !faulty.Contains((subject, entry.Sequence - 1))) Add(entry.Sequence, "entry-unlinked");
                (expected, previous) = (entry.Sequence + 1, entry.Hash);
                if (entry.IsErased || entry.Action == Erasures.Action) erasures.See(entry.Sequence, entry.Action, entry.Outcome, entry.IsErased);
            }
        }

        /// <summary>Nothing of the chain follows: what lost its words and was not named is to blame.</summary>
        public void End()
        {
            if (!erasures.Silent.Any()) return;
            foreach (var sequence in erasures.Silent) Add(sequence, "words-missing");
            erasures = new Erasures();
        }

        private void Add(long sequence, string fault)
        {
            faulty.Add((subject, sequence));
            Faults.Add(new BundleFault(fault, $"{subject}#{sequence}"));
        }
    }
}
