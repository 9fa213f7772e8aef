using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Lists;
using Workflows.Host.Parts;

namespace Workflows.Host.Notices;

/// <summary>A public notice (公示) of a decided list.</summary>
/// <param name="Organiser">Who decided the list and answers objections.</param>
/// <param name="Until">End of the last working day.</param>
/// <param name="WorkingDaysLeft">With today, where today is one; 0 when it is over.</param>
/// <param name="IsOpen">Objections are taken now.</param>
/// <param name="Objections">How many were raised.</param>
/// <param name="Upheld">How many changed the list.</param>
/// <param name="Unanswered">How many wait for an answer.</param>
public sealed record NoticeView(
    long ListId, string Title, string Call, string? Organiser, DateTimeOffset From, DateTimeOffset Until, int WorkingDays, int WorkingDaysLeft, bool IsOpen, int Objections, int Upheld, int Unanswered);

/// <summary>A public notice with the units that it is about; none once it is over, because the list may then change.</summary>
public sealed record NoticeWithUnits(NoticeView Notice, IReadOnlyList<ListedUnit> Units);

/// <summary>Reads what everybody may read during a public notice.</summary>
public sealed class ReadNotices(ApprovalsDb db, ReadListOnPaper lists, WorkingDays days, TimeProvider clock)
{
    /// <summary>Notices that are open now, the first to end first.</summary>
    public async Task<IReadOnlyList<NoticeView>> Open(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var open = await db.Lists.AsNoTracking().Where(l => l.NoticeFrom != null && l.NoticeEndedAt == null && l.NoticeUntil > now).OrderBy(l => l.NoticeUntil).Take(100).ToListAsync(cancellation);
        return await Views(open, cancellation);
    }

    public async Task<NoticeWithUnits?> One(long listId, CancellationToken cancellation = default)
    {
        if (await db.Lists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == listId && l.NoticeFrom != null, cancellation) is not { } list) return null;
        var view = (await Views([list], cancellation))[0];
        return new NoticeWithUnits(view, view.IsOpen ? (await lists.Run(listId, cancellation: cancellation))!.Units : []);
    }

    private async Task<IReadOnlyList<NoticeView>> Views(IReadOnlyList<PublishedList> lists, CancellationToken cancellation)
    {
        var (ofCalls, ofLists) = (lists.Select(l => l.CallId).ToList(), lists.Select(l => l.Id).ToList());
        var calls = await db.Calls.AsNoTracking().Where(c => ofCalls.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        var organisers = calls.Values.Select(Organiser).ToList();
        var names = await db.Organisations.AsNoTracking().Where(o => organisers.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        var answers = (await db.Objections.AsNoTracking().Where(o => ofLists.Contains(o.ListId)).Select(o => new { o.ListId, o.IsUpheld }).ToListAsync(cancellation)).ToLookup(o => o.ListId, o => o.IsUpheld);
        return [.. lists.Select(list => View(list, calls[list.CallId], names, [.. answers[list.Id]]))];
    }

    private NoticeView View(PublishedList list, Call call, Dictionary<long, string> names, IReadOnlyList<bool?> answers)
    {
        var (now, last) = (clock.GetUtcNow(), ShanghaiTime.DayOf(list.NoticeUntil!.Value.AddTicks(-1)));
        var isOpen = list.IsInNotice(now);
        return new NoticeView(
            list.Id, list.Title, call.Title, Organiser(call) is { } organiser ? names.GetValueOrDefault(organiser) : null, list.NoticeFrom!.Value, list.NoticeUntil.Value,
            days.Count(ShanghaiTime.DayOf(list.NoticeFrom.Value).AddDays(1), last), isOpen ? days.Count(ShanghaiTime.DayOf(now), last) : 0, isOpen, answers.Count, answers.Count(a => a == true), answers.Count(a => a is null));
    }

    private static long? Organiser(Call call) => call.DecideById ?? call.AssessById;
}
