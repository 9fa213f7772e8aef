using Elsa.Common.Models;
using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Figures;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence;

namespace Workflows.Host.Figures;

/// <summary>
/// Reads the figures for whoever sees everything, and for those who run calls, of these. What is finished comes from memory (<see cref="FinishedSteps"/>), what is open and the cases from the
/// database, where these tables stay small.
/// </summary>
public sealed class ReadFigures(ApprovalsDb db, FinishedSteps finished, ReadDefinitionSummaries definitions, TimeProvider clock)
{
    /// <summary>Most calls that can be chosen, the newest first.</summary>
    private const int MostCalls = 200;

    private sealed record Body(long Id, string Name, string AreaCode, AdminLevel Level);

    private sealed record OpenWork(string ChainId, string ActivityId, string Zh, string En, bool IsBeside, long OrganisationId, long? SeatId, int Count, int Overdue);

    private sealed record KnownCall(long Id, string Code, string Title, string? ChainId, string? DecisionChainId, long? ParentId);

    /// <returns>Refused <c>figures.not-yours</c> where the caller neither sees everything nor runs a call, <c>call.unknown</c> for a call that is not the caller's.</returns>
    public async Task<Result<FiguresView>> Run(Caller caller, FiguresQuery query, CancellationToken cancellation = default)
    {
        var visible = await Calls(caller, cancellation);
        var all = MaySeeCase.SeesEverything(caller);
        if (!all && visible.Count == 0) return new Refusal("figures.not-yours");
        List<long>? calls = null;
        if (query.Call is { Length: > 0 } code)
        {
            if (visible.Find(c => string.Equals(c.Code, code, StringComparison.OrdinalIgnoreCase)) is not { } asked) return new Refusal("call.unknown", code);
            calls = [.. visible.Where(c => c.Id == asked.Id || c.ParentId == asked.Id).Select(c => c.Id)];
        }
        else if (!all) calls = [.. visible.Select(c => c.Id)];

        var region = string.IsNullOrEmpty(query.Region) ? null : query.Region;
        var chain = string.IsNullOrEmpty(query.Chain) ? null : query.Chain;
        var bodies = await db.Organisations.AsNoTracking().Select(o => new Body(o.Id, o.FullName, o.AreaCode, o.Level)).ToDictionaryAsync(o => o.Id, cancellation);
        var units = region is null ? null : bodies.Values.Where(o => o.AreaCode.StartsWith(region, StringComparison.Ordinal)).Select(o => o.Id).ToHashSet();
        var done = await finished.Figures(new StepFilter(chain, calls?.ToHashSet(), units, query.From, query.To), cancellation);
        var open = await Open(chain, calls, region, cancellation);
        var steps = Steps(done, open);
        return new FiguresView(
            await Cases(chain, calls, region, query, cancellation), steps, await Deadlines(done, open, bodies, region, cancellation),
            [.. done.Returns.Select(r => new ReturnFigure(r.ChainId, r.ActivityId, r.Title, r.Reason, r.Count, r.Last))],
            await Seats(done, open, bodies, cancellation), chain ?? steps.GroupBy(s => s.ChainId).MaxBy(s => s.Sum(each => each.Finished + each.Open))?.Key, await Choices(visible, cancellation));
    }

    /// <summary>The calls that the caller may ask for: all, or those that the caller's bodies organise, with the calls below them.</summary>
    private async Task<List<KnownCall>> Calls(Caller caller, CancellationToken cancellation)
    {
        var calls = await db.Calls.AsNoTracking().OrderByDescending(c => c.ClosesOn).ThenBy(c => c.Code)
            .Select(c => new { Call = new KnownCall(c.Id, c.Code, c.Title, c.ChainId, c.DecisionChainId, c.ParentId), c.AssessById, c.DecideById, c.CollectorId }).ToListAsync(cancellation);
        if (MaySeeCase.SeesEverything(caller)) return calls.ConvertAll(c => c.Call);
        var own = calls.Where(c => caller.MayManage(c.Call.ParentId is null ? [c.AssessById, c.DecideById] : [c.CollectorId])).Select(c => c.Call.Id).ToHashSet();
        return [.. calls.Select(c => c.Call).Where(c => own.Contains(c.Id) || (c.ParentId is { } parent && own.Contains(parent)))];
    }

    /// <summary>A case waits with the highest body that has work on it: the lowest number of a level.</summary>
    private async Task<IReadOnlyList<CaseFigure>> Cases(string? chain, List<long>? calls, string? region, FiguresQuery query, CancellationToken cancellation)
    {
        var cases = db.Cases.AsNoTracking();
        if (chain is not null) cases = cases.Where(c => c.ChainId == chain);
        if (calls is not null) cases = cases.Where(c => calls.Contains(c.CallId));
        if (region is not null) cases = cases.Where(c => c.Applicant!.AreaCode.StartsWith(region));
        if (query.From is { } from && ShanghaiTime.StartOf(from) is var first) cases = cases.Where(c => c.CreatedAt >= first);
        if (query.To is { } to && ShanghaiTime.EndOf(to) is var end) cases = cases.Where(c => c.CreatedAt < end);

        // Joined by hand: the same over the navigation becomes a question for each case.
        var waiting = from w in db.WorkItems
                      join o in db.Organisations on w.OrganisationId equals o.Id
                      where w.CaseId != null && (w.Companion == null || w.Companion == CompanionKind.SignAfter)
                      group o.Level == AdminLevel.National ? 0 : o.Level == AdminLevel.Province ? 1 : o.Level == AdminLevel.City ? 2 : o.Level == AdminLevel.County ? 3 : o.Level == AdminLevel.Township ? 4 : 5 by w.CaseId!.Value
                      into g
                      select new { CaseId = g.Key, Level = g.Min() };
        var counts = await (from c in cases
                            join w in waiting on c.Id equals w.CaseId into at
                            from w in at.DefaultIfEmpty()
                            group c by new { c.Status, Level = (int?)w.Level } into g
                            select new { g.Key.Status, g.Key.Level, Count = g.Count() }).ToListAsync(cancellation);
        return [.. counts.Select(c => new CaseFigure(c.Status, (AdminLevel?)c.Level, c.Count)).OrderBy(c => c.Status).ThenBy(c => c.Level ?? (AdminLevel)99)];
    }

    private async Task<List<OpenWork>> Open(string? chain, List<long>? calls, string? region, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = db.WorkItems.AsNoTracking();
        if (chain is not null) open = open.Where(w => w.ChainId == chain);
        if (calls is not null) open = open.Where(w => calls.Contains(w.CallId));
        if (region is not null) open = open.Where(w => db.Organisations.Any(o => o.Id == w.UnitId && o.AreaCode.StartsWith(region)));
        return await open.GroupBy(w => new { w.ChainId, w.ActivityId, w.Kind, IsBeside = w.Companion != null && w.Companion != CompanionKind.SignAfter, w.OrganisationId, w.SeatId })
            .Select(g => new OpenWork(
                g.Key.ChainId, g.Key.ActivityId ?? g.Key.Kind, g.Max(w => w.Title.Zh)!, g.Max(w => w.Title.En)!, g.Key.IsBeside, g.Key.OrganisationId, g.Key.SeatId, g.Count(), g.Sum(w => w.DueAt < now ? 1 : 0)))
            .ToListAsync(cancellation);
    }

    /// <summary>Every step of which something was finished or is open, those of a chain together, the longest first.</summary>
    private static List<StepFigure> Steps(StepFigures done, List<OpenWork> open)
    {
        var waiting = open.Where(w => !w.IsBeside).ToLookup(w => (w.ChainId, w.ActivityId));
        var times = done.Steps.ToDictionary(s => (s.ChainId, s.ActivityId));
        var longest = done.Steps.GroupBy(s => s.ChainId).ToDictionary(g => g.Key, g => g.Max(s => s.Median));
        return
        [
            .. from key in times.Keys.Union(waiting.Select(w => w.Key))
               let time = times.GetValueOrDefault(key)
               let here = waiting[key].ToList()
               let figure = new StepFigure(
                   key.ChainId, key.ActivityId, time?.Title ?? new Label(here[0].Zh, here[0].En), time?.Finished ?? 0, (long?)time?.Median.TotalSeconds, (long?)time?.Ninetieth.TotalSeconds, time?.Returned ?? 0,
                   time?.Late ?? 0, here.Sum(w => w.Count), here.Sum(w => w.Overdue), time is null ? 0 : Heat(time.Median, longest[key.ChainId]))
               orderby figure.ChainId, figure.MedianSeconds descending, figure.ActivityId
               select figure,
        ];
    }

    /// <summary>Five grades of equal width up to the longest step.</summary>
    private static int Heat(TimeSpan median, TimeSpan longest) => longest == TimeSpan.Zero ? 1 : Math.Clamp((int)Math.Ceiling(5 * (median / longest)), 1, 5);

    private async Task<IReadOnlyList<DeadlineFigure>> Deadlines(StepFigures done, List<OpenWork> open, Dictionary<long, Body> bodies, string? region, CancellationToken cancellation)
    {
        // A province is looked at by city, all of them by province.
        var digits = region is null ? 2 : 4;
        string Place(long organisation) => bodies.GetValueOrDefault(organisation) is { Level: not AdminLevel.National, AreaCode: var code } ? code.Length <= digits ? code : code[..digits] : "";
        var counted = done.Due.Select(d => (Code: Place(d.OrganisationId), d.InTime, d.Late, Overdue: 0)).Concat(open.Where(w => w.Overdue > 0).Select(w => (Code: Place(w.OrganisationId), InTime: 0, Late: 0, w.Overdue)))
            .GroupBy(d => d.Code).ToList();
        var codes = counted.ConvertAll(g => g.Key);
        var names = (await db.Areas.AsNoTracking().Where(a => codes.Contains(a.Code) && a.EffectiveTo == null).Select(a => new { a.Code, a.Name }).ToListAsync(cancellation)).DistinctBy(a => a.Code).ToDictionary(a => a.Code, a => a.Name);
        return [.. counted.Select(g => new DeadlineFigure(g.Key, names.GetValueOrDefault(g.Key, ""), g.Sum(d => d.InTime), g.Sum(d => d.Late), g.Sum(d => d.Overdue))).OrderBy(d => d.Percent).ThenBy(d => d.Code, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<SeatFigure>> Seats(StepFigures done, List<OpenWork> open, Dictionary<long, Body> bodies, CancellationToken cancellation)
    {
        var times = done.Seats.ToDictionary(s => s.SeatId);
        var waiting = open.Where(w => w.SeatId is not null).ToLookup(w => w.SeatId!.Value);
        var seats = await db.Seats.AsNoTracking().Select(s => new { s.Id, s.Role, s.OrganisationId }).ToListAsync(cancellation);
        return
        [
            .. from seat in seats
               let time = times.GetValueOrDefault(seat.Id)
               let here = waiting[seat.Id]
               where time is not null || here.Any()
               let figure = new SeatFigure(seat.Id, bodies[seat.OrganisationId].Name, seat.Role, here.Sum(w => w.Count), here.Sum(w => w.Overdue), time?.Finished ?? 0, (long?)time?.Median.TotalSeconds)
               orderby figure.Open descending, figure.Finished descending, figure.SeatId
               select figure,
        ];
    }

    private async Task<FigureChoices> Choices(List<KnownCall> calls, CancellationToken cancellation)
    {
        var used = calls.SelectMany(c => new[] { c.ChainId, c.DecisionChainId }).OfType<string>().Distinct().ToList();
        var chains = await definitions.Run(new WorkflowDefinitionFilter { DefinitionIds = used, VersionOptions = VersionOptions.LatestOrPublished }, cancellation);
        var regions = await db.Areas.AsNoTracking().Where(a => a.Level == AdminLevel.Province && a.EffectiveTo == null).OrderBy(a => a.Code).Select(a => new Choice(a.Code, a.Name)).ToListAsync(cancellation);
        return new FigureChoices(
            [.. chains.OrderBy(c => c.IsPublished).ToLookup(c => c.DefinitionId).Select(c => new Choice(c.Key, c.Last().Name ?? c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal)],
            [.. calls.Take(MostCalls).Select(c => new Choice(c.Code, c.Title))], regions);
    }
}
