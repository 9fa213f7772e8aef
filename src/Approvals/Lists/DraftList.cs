using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Lists;

/// <summary>Drafts the list of a call: every case that was received in time, with the mean of its experts' points, the best first.</summary>
public sealed class DraftList(ApprovalsDb db, AuditTrail audit, IdSource ids)
{
    /// <summary>Drafts it again while it is not filed or published; what was decided on a case before stays in its entry.</summary>
    /// <returns>The list, or <c>list.already-filed</c>.</returns>
    public async Task<Result<PublishedList>> Run(Call call, IReadOnlyCollection<Case> cases, CancellationToken cancellation = default)
    {
        var list = await db.CurrentList(call.Id, cancellation);
        if (list is { Status: ListStatus.Filed or ListStatus.Published }) return new Refusal("list.already-filed", list.Title);
        if (list is null)
        {
            list = new PublishedList { Id = ids.Next(), CallId = call.Id, Kind = call.Kind, Title = call.Title, RequiresFiling = call.FileWithId is not null };
            db.Lists.Add(list);
        }

        var caseIds = cases.Select(c => c.Id).ToList();
        var sheets = await db.ScoreSheets.Where(s => caseIds.Contains(s.CaseId) && !s.ConflictDeclared).ToListAsync(cancellation);
        var means = sheets.GroupBy(s => s.CaseId).ToDictionary(g => g.Key, g => Math.Round(g.Average(s => s.Total), 2, MidpointRounding.AwayFromZero));
        var listed = list.Entries.Select(e => e.CaseId).ToHashSet();
        foreach (var item in cases.Where(c => !listed.Contains(c.Id)))
        {
            var unit = await db.Organisations.FindAsync([item.ApplicantId], cancellation);
            var entry = new ListEntry { ListId = list.Id, CallId = call.Id, CaseId = item.Id, Unit = await NameOf(item, unit!.FullName, cancellation) };
            list.Entries.Add(entry);
            db.Add(entry);
        }

        var (rank, place) = (0, caseIds.Index().ToDictionary(each => each.Item, each => each.Index));
        foreach (var entry in list.Entries.OrderByDescending(e => means.GetValueOrDefault(e.CaseId)).ThenBy(e => place.GetValueOrDefault(e.CaseId, -1)).ThenBy(e => e.CaseId))
            (entry.Score, entry.Rank) = (means.TryGetValue(entry.CaseId, out var mean) ? mean : null, ++rank);
        await audit.Write(Subject.Call(call.Id), "list.drafted", new AuditDetail { After = $"{list.Title}: {list.Entries.Count}" }, cancellation);
        return list;
    }

    /// <summary>The unit, and the item behind it where the call says what names one, e.g. 辽阳县社区学院《智慧助老》.</summary>
    private async Task<string> NameOf(Case item, string unit, CancellationToken cancellation)
    {
        var of = await db.Calls.FindAsync([item.CallId], cancellation);
        if (of!.Parameters[ItemNames.Parameter] is null) return unit;
        var form = await db.CaseForms.AsNoTracking().Where(f => f.CaseId == item.Id && f.FormKey == of.FormKey).OrderByDescending(f => f.Revision).Select(f => f.Content).FirstOrDefaultAsync(cancellation);
        return of.NameOfItem(form) is { } name && name != unit ? $"{unit}《{name}》" : unit;
    }
}

/// <summary>The list of a call.</summary>
public static class ReadingLists
{
    /// <summary>The newest list of a call with its entries and their cases, or null; exits are not decided by a call.</summary>
    public static async Task<PublishedList?> CurrentList(this ApprovalsDb db, long callId, CancellationToken cancellation = default) =>
        db.Lists.Local.FirstOrDefault(l => l.CallId == callId && l.Kind != AnnounceExit.Kind)
        ?? await db.Lists.Include(l => l.Entries).ThenInclude(e => e.Case).Where(l => l.CallId == callId && l.Kind != AnnounceExit.Kind).OrderByDescending(l => l.Id).FirstOrDefaultAsync(cancellation);
}
