namespace Workflows.Host.Studio.Live;

/// <summary>Which instances somebody looks at now, so that nothing is read for the others.</summary>
internal sealed class Observers
{
    /// <summary>Instances that one connection may observe; a viewer needs one.</summary>
    private const int MostPerConnection = 50;

    private readonly Dictionary<string, HashSet<string>> byConnection = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <returns>False when the connection observes it already, or too many.</returns>
    public bool Add(string connection, string instanceId)
    {
        lock (gate)
        {
            if (!byConnection.TryGetValue(connection, out var observed)) byConnection[connection] = observed = new HashSet<string>(StringComparer.Ordinal);
            return observed.Count < MostPerConnection && observed.Add(instanceId);
        }
    }

    public void Remove(string connection)
    {
        lock (gate) byConnection.Remove(connection);
    }

    public IReadOnlyCollection<string> All()
    {
        lock (gate) return byConnection.Values.SelectMany(observed => observed).ToHashSet(StringComparer.Ordinal);
    }

    public bool Any(string instanceId)
    {
        lock (gate) return byConnection.Values.Any(observed => observed.Contains(instanceId));
    }
}
