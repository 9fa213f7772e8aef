using Workflows.Approvals.Seals;

namespace Workflows.Host.Sealing;

/// <summary>The providers of electronic seals that this installation has.</summary>
public sealed class SealProviders(IEnumerable<ISealProvider> all)
{
    private readonly Dictionary<string, ISealProvider> byKey = all.ToDictionary(p => p.Key);

    public IReadOnlyCollection<ISealProvider> All => byKey.Values;

    public ISealProvider Of(Seal seal) => byKey.GetValueOrDefault(seal.Provider)
        ?? throw new InvalidOperationException($"Expected a provider '{seal.Provider}' for the seal {seal.Name}, found {string.Join(", ", byKey.Keys)}. Register its class, or revoke the seal.");

    /// <summary>What the seals are called where the register names their provider.</summary>
    public string NameOf(string key) => byKey.GetValueOrDefault(key)?.Name.ToString() ?? key;
}
