using System.Collections.Concurrent;
using Workflows.Approvals.Audit;

namespace Workflows.Host.Account;

/// <summary>
/// Counts, on this node, what one address has typed wrong in the last quarter of an hour, over all accounts: an account locks after five, but whoever tries one password on every account stays below
/// that. A whole office behind one address types less wrong.
/// </summary>
public sealed class WrongAttempts(TimeProvider clock)
{
    /// <summary>Wrong attempts of one address in <see cref="Window"/>.</summary>
    public const int Allowed = 100;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Addresses that are remembered; then the oldest windows are forgotten.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> byAddress = new();

    /// <summary>The address from which the present act comes has none left.</summary>
    public bool AreSpent => byAddress.TryGetValue(Here, out var found) && found.Count >= Allowed && clock.GetUtcNow() - found.Since < Window;

    public void Count()
    {
        var now = clock.GetUtcNow();
        if (byAddress.Count > Most)
            foreach (var (address, _) in byAddress.Where(each => now - each.Value.Since >= Window)) byAddress.TryRemove(address, out _);
        byAddress.AddOrUpdate(Here, (now, 1), (_, found) => now - found.Since < Window ? (found.Since, found.Count + 1) : (now, 1));
    }

    private static string Here => ActOrigin.Current.Split(' ')[^1];
}
