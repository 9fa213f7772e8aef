using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Documents;

namespace Workflows.Approvals.Organisations;

/// <summary>
/// Finds the organisation behind a party that an activity names: <c>applicant</c>, <c>competentSuperior</c>, <c>collector</c>,
/// <c>projectGroup</c>, <c>decider</c>, <c>filingBody</c>, <c>publisher</c>, <c>copyUp</c>, <c>copyTo</c>, <c>mainRecipients</c>, <c>receiver</c>, and those of communities: <c>community</c>, <c>members</c>,
/// <c>leaderUnit</c>, <c>expertGroup</c>, <c>roster</c>, <c>absentees</c>; of a call also the <c>applicants</c> whose cases were received.
/// </summary>
public sealed class Parties(ApprovalsDb db)
{
    public const string Applicant = "applicant";
    public const string CompetentSuperior = "competentSuperior";
    public const string Collector = "collector";
    public const string ProjectGroup = "projectGroup";
    public const string Decider = "decider";
    public const string FilingBody = "filingBody";
    public const string Publisher = "publisher";
    public const string CopyUp = "copyUp";
    public const string CopyTo = "copyTo";

    /// <summary>主送: who signs for the document of the case.</summary>
    public const string MainRecipients = "mainRecipients";

    /// <summary>The community that the case is about, its members, its leader unit, and the experts of the project.</summary>
    public const string Community = "community", Members = "members", LeaderUnit = "leaderUnit", ExpertGroup = "expertGroup";

    /// <summary>Who is invited to the activity of the case, and who did not come.</summary>
    public const string Roster = "roster", Absentees = "absentees";

    /// <summary>In the chain of a call: whoever has a received case.</summary>
    public const string Applicants = "applicants";

    /// <summary>Who accepts the duty of the case.</summary>
    public const string Receiver = "receiver";

    /// <summary>The party of a case; the first where there are several.</summary>
    /// <returns>The organisation as it is now, or <c>party.unknown</c>, <c>party.not-found</c>, <c>superior.not-found</c>.</returns>
    public async Task<Result<Organisation>> Resolve(Case item, string party, CancellationToken cancellation = default) =>
        First(await ResolveAll(item, party, cancellation), party, item.Number);

    /// <summary>The party of a call: everything but the applicant and its superior.</summary>
    public async Task<Result<Organisation>> Resolve(Call call, string party, CancellationToken cancellation = default) =>
        First(await ResolveAll(call, party, cancellation), party, call.Code);

    /// <summary>Every organisation behind the party of a case; copies may go to several, or to none.</summary>
    public async Task<Result<IReadOnlyList<Organisation>>> ResolveAll(Case item, string party, CancellationToken cancellation = default)
    {
        if (await CommunityParties.Of(db, item, party, cancellation) is { } known) return Result<IReadOnlyList<Organisation>>.Of(known);
        var call = await Call(item.CallId, cancellation);
        switch (party)
        {
            case Applicant or Applicants:
                return List(await Office(await Find(item.ApplicantId, cancellation), cancellation));
            case CompetentSuperior:
                var superior = await Superior(item, cancellation);
                return superior.IsRefused ? superior.Refusal! : List(superior.Value.Organisation);
            case Receiver:
                return List(await Find(await db.Duties.Where(d => d.CaseId == item.Id).Select(d => (long?)d.ReceiverId).FirstOrDefaultAsync(cancellation), cancellation));
            case Collector when call.CollectorId is null:
                return List(await ProvincialAssociation(await Unit(item, cancellation), cancellation));
            case CopyUp or CopyTo when await db.DocumentOfCase(item.Id, cancellation) is { } document:
                return await Many(party == CopyUp ? document.CopyUp : document.CopyTo, cancellation);
            case MainRecipients when await db.DocumentOfCase(item.Id, cancellation) is { } dispatched:
                return await Many(await db.DocumentReceipts.Where(r => r.DocumentId == dispatched.Id).Select(r => r.RecipientId).ToListAsync(cancellation), cancellation);
            case CopyUp when call.CopyUp.Count == 0:
                return List(await ProvincialAuthority(await Unit(item, cancellation), cancellation));
            default:
                return await ResolveAll(call, party, cancellation);
        }
    }

    public async Task<Result<IReadOnlyList<Organisation>>> ResolveAll(Call call, string party, CancellationToken cancellation = default)
    {
        var national = call.ParentId is { } parent ? await Call(parent, cancellation) : call;
        return party switch
        {
            Applicants => await Many(await db.Cases.Where(c => c.NationalCallId == national.Id && c.Receipts.Any(r => r.ReceiverId == national.AssessById)).Select(c => c.ApplicantId).Distinct().ToListAsync(cancellation), cancellation),
            Collector => List(await Find(call.CollectorId, cancellation)),
            ProjectGroup => List(await Find(national.AssessById, cancellation)),
            Decider => List(await Find(national.DecideById ?? national.AssessById, cancellation)),
            FilingBody => List(await Find(national.FileWithId, cancellation)),
            Publisher => List(await Find(national.PublishById ?? national.FileWithId, cancellation)),
            CopyUp => await Many(call.CopyUp, cancellation),
            CopyTo => await Many(call.CopyTo, cancellation),
            _ => new Refusal("party.unknown", party),
        };
    }

    /// <summary>The competent superior of the applicant, and whether the education authority's consent must be attached (domain §2.5).</summary>
    public async Task<Result<Superior>> Superior(Case item, CancellationToken cancellation = default) => await SuperiorOf(await Unit(item, cancellation), cancellation);

    /// <summary>The competent superior of a unit.</summary>
    public async Task<Result<Superior>> SuperiorOf(Organisation unit, CancellationToken cancellation = default) => Organisations.Superior.Of(unit, await Above(unit, cancellation));

    /// <summary>The education authorities above a unit, level by level (domain §2.5).</summary>
    /// <param name="wanted">Lowest first, e.g. county, city, province.</param>
    public async Task<IReadOnlyList<LevelStep>> Levels(Organisation unit, IReadOnlyList<AdminLevel> wanted, DateOnly day, CancellationToken cancellation = default)
    {
        var lookup = await Above(unit, cancellation);
        var areas = await db.Areas.AsNoTracking()
            .Where(a => unit.AreaCode.StartsWith(a.Code) && a.EffectiveFrom <= day && (a.EffectiveTo == null || a.EffectiveTo >= day))
            .ToDictionaryAsync(a => a.Code, cancellation);
        return LevelWalk.Resolve(unit, wanted, lookup, code => areas.GetValueOrDefault(code));
    }

    /// <summary>A community's work is done by its office (管理办法 第十四条); every other unit does its own.</summary>
    private async Task<Organisation?> Office(Organisation? unit, CancellationToken cancellation) =>
        unit is { Kind: OrgKind.Community } && await db.LoadCommunity(unit.Id, cancellation) is { } community ? await Find(community.OfficeAtId, cancellation) : unit;

    private static Result<Organisation> First(Result<IReadOnlyList<Organisation>> found, string party, string where) =>
        found.IsRefused ? found.Refusal!
        : found.Value.Count == 0 ? new Refusal("party.not-found", party, where)
        : found.Value[0];

    private static Result<IReadOnlyList<Organisation>> List(Organisation? organisation) =>
        Result<IReadOnlyList<Organisation>>.Of(organisation is null ? [] : [organisation]);

    private async Task<Result<IReadOnlyList<Organisation>>> Many(List<long> ids, CancellationToken cancellation)
    {
        var found = new List<Organisation>();
        foreach (var id in ids)
            if (await Find(id, cancellation) is { } organisation && !found.Contains(organisation))
                found.Add(organisation);
        return Result<IReadOnlyList<Organisation>>.Of(found);
    }

    private async Task<Call> Call(long id, CancellationToken cancellation) =>
        await db.Calls.FindAsync([id], cancellation) ?? throw new InvalidOperationException($"Expected call {id}, found none.");

    private async Task<Organisation> Unit(Case item, CancellationToken cancellation) =>
        await db.Organisations.FindAsync([item.ApplicantId], cancellation)
        ?? throw new InvalidOperationException($"Expected organisation {item.ApplicantId} of case {item.Number}, found none.");

    /// <summary>The organisation, or its successor.</summary>
    private async Task<Organisation?> Find(long? id, CancellationToken cancellation)
    {
        var organisation = id is null ? null : await db.Organisations.FindAsync([id], cancellation);
        var seen = new HashSet<long>();
        while (organisation is { SuccessorId: { } successor } && seen.Add(organisation.Id))
            organisation = await db.Organisations.FindAsync([successor], cancellation);
        return organisation is { Status: OrganisationStatus.Active } ? organisation : null;
    }

    /// <summary>Without a child call the provincial adult-education association collects, where one is registered (domain §2.5).</summary>
    private Task<Organisation?> ProvincialAssociation(Organisation unit, CancellationToken cancellation) =>
        Provincial(unit, OrgKind.AdultEducationAssociation, cancellation);

    private Task<Organisation?> ProvincialAuthority(Organisation unit, CancellationToken cancellation) =>
        Provincial(unit, OrgKind.EducationAuthority, cancellation);

    private Task<Organisation?> Provincial(Organisation unit, OrgKind kind, CancellationToken cancellation)
    {
        var province = unit.AreaCode.Length >= 2 ? unit.AreaCode[..2] : unit.AreaCode;
        return db.Organisations
            .Where(o => o.Kind == kind && o.Level == AdminLevel.Province && o.Status == OrganisationStatus.Active && o.AreaCode.StartsWith(province))
            .OrderBy(o => o.Id)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>What can be reached from the unit by the edges upward and by successors: a handful of organisations, read level by level.</summary>
    private async Task<Func<long, Organisation?>> Above(Organisation unit, CancellationToken cancellation)
    {
        var known = new Dictionary<long, Organisation> { [unit.Id] = unit };
        var wanted = Edges(unit);
        while (wanted.Count > 0)
        {
            var found = await db.Organisations.Where(o => wanted.Contains(o.Id)).ToListAsync(cancellation);
            found.ForEach(o => known.TryAdd(o.Id, o));
            wanted = [.. found.SelectMany(Edges).Where(id => !known.ContainsKey(id)).Distinct()];
        }
        return id => known.GetValueOrDefault(id);

        static List<long> Edges(Organisation o) => [.. new[] { o.AdminParentId, o.CompetentSuperiorId, o.SuccessorId }.OfType<long>()];
    }
}
