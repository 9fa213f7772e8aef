namespace Workflows.Approvals.Organisations;

/// <summary>Searching by names where a row keeps the name of its time.</summary>
public static class SearchNames
{
    /// <summary>Ids of organisations that were renamed and have this text in their name of today or a former one (曾用名); to be used inside another query.</summary>
    public static IQueryable<long> Renamed(this ApprovalsDb db, string text) =>
        db.FormerNames
            .Where(n => n.FullName.Contains(text) || db.Organisations.Any(o => o.Id == n.OrganisationId && o.FullName.Contains(text)))
            .Select(n => n.OrganisationId);
}
