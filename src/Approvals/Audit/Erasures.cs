using System.Globalization;

namespace Workflows.Approvals.Audit;

/// <summary>
/// Which entries of one chain have lost their words, and which of them a later entry owns up to. Everybody on the database's account can take words out together with their salt, and the
/// entry still fits its hash; what such a hand does not leave is the entry <see cref="Action"/>, whose outcome names the numbers. The outcome has stood in the hashed part of every entry from the
/// first erasure on, so the rule holds for old erasures too: an entry without words is genuine only where a later entry of its chain names it.
/// </summary>
public sealed class Erasures
{
    /// <summary>The entry that says that words were taken out, by whom and why.</summary>
    public const string Action = "audit.words-erased";

    private readonly SortedSet<long> silent = [];

    /// <summary>Entries seen so far whose words are gone and that nothing after them names, in their order.</summary>
    public IEnumerable<long> Silent => silent;

    /// <summary>How the numbers of erased entries stand in the outcome.</summary>
    public static string Outcome(IEnumerable<long> sequences) => string.Join(',', sequences.Select(sequence => sequence.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Takes in the next entry of the chain.</summary>
    /// <param name="isErased">The entry commits to words that are no longer there.</param>
    public void See(long sequence, string action, string? outcome, bool isErased)
    {
        if (action == Action)
            foreach (var number in (outcome ?? "").Split(','))
                if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var named)) silent.Remove(named);
        if (isErased) silent.Add(sequence);
    }
}
