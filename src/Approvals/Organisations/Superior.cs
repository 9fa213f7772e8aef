namespace Workflows.Approvals.Organisations;

/// <summary>The competent superior (上级主管部门) of a unit.</summary>
/// <param name="NeedsConsent">It is no education authority: the local education authority's consent must be attached (domain §2.5).</param>
public sealed record Superior(Organisation Organisation, bool NeedsConsent)
{
    /// <summary>
    /// The unit's own edge <c>competentSuperior</c>; without it, or where it leads to a guidance centre, the nearest education authority
    /// above. Merged bodies are followed to their successor.
    /// </summary>
    public static Result<Superior> Of(Organisation unit, Func<long, Organisation?> organisation)
    {
        var superior = unit.CompetentSuperiorId is { } id ? Edges.Current(organisation(id), organisation) : null;
        if (superior is null or { Kind: OrgKind.GuidanceCentre })
            superior = Edges.Up(unit, organisation).FirstOrDefault(o => o.IsEducationAuthority);
        return superior is null || superior.Id == unit.Id
            ? new Refusal("superior.not-found", unit.FullName)
            : new Superior(superior, NeedsConsent: !superior.IsEducationAuthority);
    }
}
