using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Cases;

/// <summary>When materials count as received.</summary>
public static class MaterialRules
{
    /// <summary>
    /// Received is what is complete: where the call asks for paper and for an electronic version, both must be there, and the
    /// later date counts (R14).
    /// </summary>
    /// <returns>The instant that counts; null while something is missing.</returns>
    public static DateTimeOffset? ReceivedAt(IReadOnlyCollection<Material> materials, DateTimeOffset? paper, DateTimeOffset? electronic)
    {
        if (materials.Any(m => m.Paper) && paper is null) return null;
        if (materials.Any(m => m.Electronic) && electronic is null) return null;
        return paper > electronic ? paper : electronic ?? paper;
    }

    /// <summary>May they be accepted? Complete, not from the future, and in time (R9).</summary>
    public static Result<DateTimeOffset> Accept(
        IReadOnlyCollection<Material> materials, DateTimeOffset? paper, DateTimeOffset? electronic, DateTimeOffset cutoff, DateTimeOffset now)
    {
        if (paper > now || electronic > now) return new Refusal("materials.in-future", now);
        if (ReceivedAt(materials, paper, electronic) is not { } received) return new Refusal("materials.incomplete");
        if (received > cutoff) return new Refusal("materials.late", received, cutoff);
        return received;
    }
}
