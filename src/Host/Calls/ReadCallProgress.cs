using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Calls;

/// <summary>Reads how a call stands, for whoever organises it.</summary>
public sealed class ReadCallProgress(ApprovalsDb db, RemindUnits remind, TimeProvider clock)
{
    /// <summary>Days before the national deadline from which a batch that was not sent up is a warning (R15).</summary>
    public const int OwesWithinDays = 7;

    /// <param name="key">Id or code.</param>
    /// <returns>Null where there is no such call or the caller does not organise it.</returns>
    public async Task<CallProgress?> Run(Caller caller, string key, CancellationToken cancellation = default)
    {
        var id = long.TryParse(key, out var number) ? number : 0;
        var call = await db.Calls.AsNoTracking().Include(c => c.Parent).SingleOrDefaultAsync(c => c.Id == id || c.Code == key, cancellation);
        if (call is null || !caller.MayManage(call)) return null;
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        var children = await db.Calls.AsNoTracking().Where(c => c.ParentId == call.Id).OrderBy(c => c.ClosesOn).ThenBy(c => c.Code).ToListAsync(cancellation);
        var units = await Units(call, cancellation);
        return new CallProgress(units, Regions(units), Bars(call, children), [.. Warnings(call, children, units, today)], today, call.Status == CallStatus.Open && call.ChainId is not null, call.IsPool);
    }

    private async Task<IReadOnlyList<UnitProgress>> Units(Call call, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var cases = await db.Cases.AsNoTracking().Include(c => c.Applicant).Where(c => (c.CallId == call.Id || c.NationalCallId == call.Id) && c.ParentId == null).OrderBy(c => c.CreatedAt).ToListAsync(cancellation);
        var caseIds = cases.ConvertAll(c => c.Id);
        var open = (await db.WorkItems.AsNoTracking().Include(w => w.Organisation).Include(w => w.Seat).Where(w => w.CaseId != null && caseIds.Contains(w.CaseId.Value)).OrderBy(w => w.CreatedAt).ToListAsync(cancellation))
            .ToLookup(w => w.CaseId!.Value);
        var receipts = await NoticeOf(call, cancellation) is { } document
            ? await db.DocumentReceipts.AsNoTracking().Where(r => r.DocumentId == document).ToDictionaryAsync(r => r.RecipientId, cancellation)
            : new Dictionary<long, DocumentReceipt>();
        var reminded = await db.CopyItems.AsNoTracking().Where(c => c.CallId == call.Id && c.Kind == CopyKind.Reminder).GroupBy(c => c.RecipientId)
            .Select(g => new { g.Key, At = g.Max(c => c.SentAt) }).ToDictionaryAsync(g => g.Key, g => (DateTimeOffset?)g.At, cancellation);
        var addressed = call.ChainId is null ? [] : await remind.Addressed(call, cancellation);
        var all = addressed.Concat(cases.Select(c => c.Applicant!)).DistinctBy(o => o.Id).OrderBy(o => o.AreaCode, StringComparer.Ordinal).ThenBy(o => o.Id).ToList();

        // A province's call is looked at by city, a national one by province.
        var digits = call.ScopeAreaCode is { Length: >= 2 } ? 4 : 2;
        string RegionCode(Organisation unit) => unit.AreaCode.Length <= digits ? unit.AreaCode : unit.AreaCode[..digits];
        var codes = all.Select(RegionCode).Distinct().ToList();
        var areas = (await db.Areas.AsNoTracking().Where(a => codes.Contains(a.Code) && a.EffectiveTo == null).ToListAsync(cancellation)).DistinctBy(a => a.Code).ToDictionary(a => a.Code, a => a.Name);
        var byUnit = cases.ToLookup(c => c.ApplicantId);

        return
        [
            .. from unit in all
               from item in byUnit[unit.Id].Cast<Case?>().DefaultIfEmpty()
               let work = item is null ? null : open[item.Id].FirstOrDefault()
               let receipt = receipts.GetValueOrDefault(unit.Id)
               select new UnitProgress(
                   unit.Id, unit.FullName, areas.GetValueOrDefault(RegionCode(unit), ""), receipt is not null, receipt?.ReceivedAt, StateOf(item), item?.Id, item?.Number, item is null || item.Title == call.Title ? null : item.Title, item?.Status,
                   work?.Organisation?.ShortName, work?.Seat?.Role, work?.Id, work?.CreatedAt, work?.DueAt, work is { OutcomeWhenDue: null, DueAt: { } due } && due < now,
                   item?.SubmittedAt is null ? reminded.GetValueOrDefault(unit.Id) : work?.RemindedAt),
        ];
    }

    /// <summary>The document by which the call was made known: the one that it names, or the one that its own chain issued, such as the work points.</summary>
    private async Task<long?> NoticeOf(Call call, CancellationToken cancellation) => call.DocumentId ?? (call.DecisionChainId is null
        ? null
        : await db.Documents.Where(d => d.CaseId != null && db.Cases.Any(c => c.Id == d.CaseId && c.CallId == call.Id && c.Key != null)).OrderBy(d => d.Id).Select(d => (long?)d.Id).FirstOrDefaultAsync(cancellation));

    private static UnitState StateOf(Case? item) => item switch
    {
        null => UnitState.Silent,
        { Status: CaseStatus.Late } => UnitState.Late,
        { Status: CaseStatus.Rejected or CaseStatus.Recalled or CaseStatus.NotForwarded } => UnitState.Ended,
        { SubmittedAt: null } or { Status: CaseStatus.Draft or CaseStatus.Returned } => UnitState.Writing,
        { Status: CaseStatus.Submitted or CaseStatus.InReview or CaseStatus.Recommended or CaseStatus.Open or CaseStatus.Overdue } => UnitState.UnderWay,
        _ => UnitState.Arrived,
    };

    private static IReadOnlyList<RegionProgress> Regions(IReadOnlyList<UnitProgress> units) =>
    [
        .. units.GroupBy(u => u.Region).Select(region => new RegionProgress(
            region.Key,
            Units(region, _ => true),
            Units(region, u => u.NoticeReceivedAt is not null),
            Units(region, u => u.State is UnitState.UnderWay or UnitState.Arrived or UnitState.Ended || (u.State == UnitState.Writing && u.Status == CaseStatus.Returned)),
            Units(region, u => u.State == UnitState.Arrived),
            Units(region, u => u.State == UnitState.Late),
            Units(region, u => u.IsHeldUp))),
    ];

    /// <summary>A unit counts once, however many cases it has.</summary>
    private static int Units(IEnumerable<UnitProgress> units, Func<UnitProgress, bool> which) => units.Where(which).Select(u => u.UnitId).Distinct().Count();

    private static IReadOnlyList<DeadlineBar> Bars(Call call, IReadOnlyList<Call> children)
    {
        var bars = new List<DeadlineBar>();
        var national = call.Parent ?? call;
        void Add(Call of, string kind) => bars.Add(new DeadlineBar(
            kind, of.Title, of.Code, of.OpensOn ?? of.ClosesOn.AddDays(-30), of.ClosesOn, of.CollectorSentAt is { } sent ? ShanghaiTime.DayOf(sent) : null,
            of.Id != national.Id && (of.IsCollectorLate(national) || of.ClosesOn > national.ClosesOn)));

        if (call.Parent is { } parent) Add(parent, "call");
        Add(call, call.Parent is not null ? "child" : call.ScopeAreaCode is null ? "call" : "own");
        foreach (var child in children) Add(child, "child");
        var from = call.OpensOn ?? call.ClosesOn.AddDays(-30);
        foreach (var (level, day) in call.LevelDeadlines.OrderByDescending(l => l.Key))
        {
            bars.Add(new DeadlineBar(level.ToString().ToLowerInvariant(), "", null, from > day ? day : from, day, null, day > call.ClosesOn));
            if (day > from) from = day;
        }
        foreach (var (kind, window) in call.Windows())
            if (window is not null) bars.Add(new DeadlineBar(kind, "", null, window.From, window.To, null, false));
        return bars;
    }

    private static IEnumerable<DeadlineWarning> Warnings(Call call, IReadOnlyList<Call> children, IReadOnlyList<UnitProgress> units, DateOnly today)
    {
        foreach (var (child, national) in call.Parent is { } parent ? [(call, parent)] : children.Select(c => (c, call)))
        {
            if (child.ClosesOn > national.ClosesOn) yield return new DeadlineWarning("child-after-parent", child.Code, child.ClosesOn);
            if (child.IsCollectorLate(national)) yield return new DeadlineWarning("collector-late", child.Code, ShanghaiTime.DayOf(child.CollectorSentAt!.Value));
            else if (child.CollectorSentAt is null && child.ClosesOn < today && national.ClosesOn >= today && national.ClosesOn.DayNumber - today.DayNumber <= OwesWithinDays)
                yield return new DeadlineWarning("collector-owes", child.Code, national.ClosesOn);
        }

        DateOnly? before = null;
        foreach (var (level, day) in call.LevelDeadlines.OrderByDescending(l => l.Key))
        {
            if (day > call.ClosesOn) yield return new DeadlineWarning("level-after-call", level.ToString(), day);
            if (day < before) yield return new DeadlineWarning("levels-out-of-order", level.ToString(), day);
            before = day;
        }

        if (units.Count(u => u.IsHeldUp) is var held and > 0) yield return new DeadlineWarning("held-up", call.Code, null, held);
    }
}
