using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>Who may assess which case.</summary>
public static class ExpertRules
{
    /// <summary>Only an expert, and never on a case of the expert's own unit (R33).</summary>
    /// <param name="holdings">The expert's seats now.</param>
    public static Refusal? MayAssess(Person expert, IReadOnlyCollection<SeatHolding> holdings, Case item)
    {
        if (!holdings.Any(h => h.Seat?.Role == SeatRole.Expert)) return new Refusal("expert.not-an-expert", expert.Name);
        if (expert.OrganisationId == item.ApplicantId || holdings.Any(h => h.Seat?.OrganisationId == item.ApplicantId))
            return new Refusal("expert.own-unit", expert.Name, item.Number);
        return null;
    }
}
