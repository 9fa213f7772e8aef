using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>Who may assess which case.</summary>
public static class ExpertRules
{
    /// <summary>
    /// The expert seats of the body that has cases assessed: its own, and those of the expert group under it (管理办法第十七条(5)).
    /// The experts of another project are none of them.
    /// </summary>
    public static IQueryable<SeatHolding> ExpertsOf(this ApprovalsDb db, long bodyId, DateTimeOffset now) => db.SeatHoldings.Where(
        h => h.Seat!.Role == SeatRole.Expert && h.From <= now && (h.To == null || h.To > now)
            && (h.Seat.OrganisationId == bodyId || (h.Seat.Organisation!.Kind == OrgKind.ExpertGroup && h.Seat.Organisation.CompetentSuperiorId == bodyId)));

    /// <summary>Only an expert of the assessing body, and never on a case of the expert's own unit (R33).</summary>
    /// <param name="isExpert">Whether the person is among <see cref="ExpertsOf"/>.</param>
    /// <param name="holdings">The person's seats now.</param>
    public static Refusal? MayAssess(Person person, bool isExpert, IReadOnlyCollection<SeatHolding> holdings, Case item)
    {
        if (!isExpert) return new Refusal("expert.not-an-expert", person.Name);
        if (person.OrganisationId == item.ApplicantId || holdings.Any(h => h.Seat?.OrganisationId == item.ApplicantId))
            return new Refusal("expert.own-unit", person.Name, item.Number);
        return null;
    }
}
