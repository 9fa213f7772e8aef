using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;

namespace Workflows.Host.Calls;

/// <summary>Reads calls: all of them, the ones open for the caller's units, or one.</summary>
public sealed class ReadCalls(ApprovalsDb db, RefusalSentences sentences, TimeProvider clock)
{
    /// <summary>Calls in preparation are seen by their organisers only.</summary>
    public async Task<IReadOnlyList<CallLine>> All(Caller caller, CallStatus? status = null, CancellationToken cancellation = default)
    {
        var calls = db.Calls.AsNoTracking().Include(c => c.Document).AsQueryable();
        if (status is { } wanted) calls = calls.Where(c => c.Status == wanted);
        var found = await calls.OrderByDescending(c => c.ClosesOn).ThenBy(c => c.Code).ToListAsync(cancellation);
        return [.. found.Where(caller.MayKnow).Select(CallLine.Of)];
    }

    /// <summary>
    /// For each unit at which the caller is handler: the open calls that reach its area, the province's own before the national
    /// one it forwards. Those that the unit may not answer say why.
    /// </summary>
    public async Task<IReadOnlyList<CallForUnit>> Open(Caller caller, CancellationToken cancellation = default)
    {
        var units = caller.Seats.Where(s => s.Role == SeatRole.Handler).Select(s => s.OrganisationId).ToList();
        if (units.Count == 0) return [];
        var now = clock.GetUtcNow();
        var organisations = await db.Organisations.AsNoTracking().Where(o => units.Contains(o.Id)).ToListAsync(cancellation);
        var memberships = await db.Memberships.AsNoTracking().Where(m => units.Contains(m.OrganisationId)).ToListAsync(cancellation);
        var calls = await db.Calls.AsNoTracking().Include(c => c.Document).Include(c => c.Parent)
            .Where(c => c.Status == CallStatus.Open && c.ChainId != null).OrderBy(c => c.ClosesOn).ThenBy(c => c.Code).ToListAsync(cancellation);
        var cases = await db.Cases.AsNoTracking().Where(c => units.Contains(c.ApplicantId)).Select(c => new { c.Id, c.CallId, c.ApplicantId }).ToListAsync(cancellation);

        return
        [
            .. from unit in organisations
               from call in calls
               where call.Covers(unit.AreaCode)
               let refusal = call.MayBeAnsweredBy(unit, memberships, now)
               select new CallForUnit(
                   CallLine.Of(call), unit.Id, unit.FullName, refusal is null, refusal?.Code, refusal is null ? null : sentences.Of(refusal),
                   refusal is null ? RoutesOf(call) : [],
                   [.. cases.Where(c => c.CallId == call.Id && c.ApplicantId == unit.Id).Select(c => c.Id)]),
        ];
    }

    /// <param name="key">Id or code.</param>
    public async Task<CallView?> One(Caller caller, string key, CancellationToken cancellation = default)
    {
        var id = long.TryParse(key, out var number) ? number : 0;
        var call = await db.Calls.AsNoTracking().Include(c => c.Document).Include(c => c.Parent).SingleOrDefaultAsync(c => c.Id == id || c.Code == key, cancellation);
        if (call is null || !caller.MayKnow(call)) return null;

        var bodies = new[] { call.CollectorId, call.AssessById, call.DecideById, call.FileWithId, call.PublishById }.OfType<long>().ToList();
        var names = await db.Organisations.Where(o => bodies.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        var counts = await db.Cases.Where(c => c.CallId == call.Id || c.NationalCallId == call.Id).GroupBy(c => c.Status)
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        string? Name(long? body) => body is { } b ? names.GetValueOrDefault(b) : null;
        return new CallView(
            call.Id, call.Code, call.Title, call.Kind, call.Year, call.BatchNumber, call.Status, call.ParentId, call.Parent?.Code, call.ScopeAreaCode,
            call.DocumentId, call.Document?.Number, call.Document?.Title, call.OpensOn, call.ClosesOn, call.CloseTime, call.ClosesAt,
            call.LevelDeadlines, call.DateHistory, call.Materials,
            call.CollectorId, Name(call.CollectorId), call.SubmissionTarget, [.. call.Routes.Order()], call.Audience, [.. call.EligibleKinds.Order()], call.Quota,
            call.TargetCount, call.IsOrdered, call.AssessById, Name(call.AssessById), call.DecideById, Name(call.DecideById), call.FileWithId, Name(call.FileWithId), call.PublishById, Name(call.PublishById),
            call.PublishChannels, call.CopyUp, call.CopyTo, call.MeetingWindow, call.ReviewWindow, call.PublicityWindow,
            call.MinExperts, call.PublicNoticeDays, call.Reminders, call.Plaque, call.Certificates, call.Contact,
            call.ChainId, call.DecisionChainId, call.FormKey, call.Parameters, counts.ToDictionary(c => c.Key.ToString(), c => c.Count), caller.MayManage(call),
            call.CollectorSentAt, call.IsCollectorLate(call.Parent),
            call.ScopeAreaCode is { } scope ? await db.Areas.Where(a => a.Code == scope && a.EffectiveTo == null).Select(a => a.Name).FirstOrDefaultAsync(cancellation) : null);
    }

    private static IReadOnlyList<Route> RoutesOf(Call call) =>
    [
        .. call.Routes.Contains(Route.Recommended) ? [Route.Recommended] : Array.Empty<Route>(),
        .. (call.Parent ?? call).Routes.Contains(Route.Direct) ? [Route.Direct] : Array.Empty<Route>(),
    ];
}
