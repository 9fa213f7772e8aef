namespace Workflows.Approvals.Organisations;

/// <summary>Walks the edges between organisations.</summary>
public static class Edges
{
    /// <summary>The organisation that does its work now: itself, or the end of its successors. Null when it was abolished without one.</summary>
    public static Organisation? Current(Organisation? organisation, Func<long, Organisation?> lookup)
    {
        var seen = new HashSet<long>();
        while (organisation is { SuccessorId: { } successor } && seen.Add(organisation.Id))
            organisation = lookup(successor);
        return organisation is { Status: OrganisationStatus.Active } ? organisation : null;
    }

    /// <summary>The bodies above, nearest first, along <c>adminParent</c>; each as it is now.</summary>
    public static IEnumerable<Organisation> Up(Organisation unit, Func<long, Organisation?> lookup) =>
        Ancestors(unit, lookup).Select(o => Current(o, lookup)).OfType<Organisation>();

    /// <summary>The same, as they were entered: a merged bureau with its own level.</summary>
    internal static IEnumerable<Organisation> Ancestors(Organisation unit, Func<long, Organisation?> lookup)
    {
        var seen = new HashSet<long> { unit.Id };
        for (var next = unit.AdminParentId; next is { } id && seen.Add(id);)
        {
            if (lookup(id) is not { } parent) yield break;
            yield return parent;
            next = parent.AdminParentId;
        }
    }
}
