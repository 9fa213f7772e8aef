using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Lists;

/// <summary>A correction of a list.</summary>
/// <param name="Note">更正说明, at most 400 characters.</param>
/// <param name="Names">The right full names, by the id of the case.</param>
/// <param name="TakenOff">Why a unit is no longer listed, by the id of the case.</param>
public sealed record ListCorrection(string? Note = null, Dictionary<string, string>? Names = null, Dictionary<string, string>? TakenOff = null);

/// <summary>Why a list is taken back.</summary>
public sealed record ListWithdrawal(string? Note = null);

/// <summary>The edition that took the place of another.</summary>
public sealed record RevisedList(long Id, int Edition);

/// <summary>An entry of a list as its publisher corrects it.</summary>
public sealed record RevisableEntry(long CaseId, string CaseNumber, string Unit);

/// <summary>A list before its publisher's eyes.</summary>
public sealed record RevisableList(long Id, string Title, int Edition, bool MayBeRevised, IReadOnlyList<RevisableEntry> Entries);

/// <summary>The publisher corrects or withdraws a list: whoever may publish for the organisation, or its head.</summary>
public sealed class ReviseAsPublisher(UnitOfWork unit)
{
    /// <summary>Who may, at the organisation that publishes.</summary>
    public static IReadOnlyList<SeatRole> Publishers { get; } = [SeatRole.CaeaPublisher, SeatRole.ProjectGroupHead, SeatRole.Head];

    public Task<Result<RevisedList>> Correct(Caller caller, long listId, ListCorrection correction, CancellationToken cancellation = default) => Run(
        caller, listId, (revise, token) => revise.Correct(listId, correction.Note, ById(correction.Names), ById(correction.TakenOff), token), cancellation);

    public Task<Result<RevisedList>> Withdraw(Caller caller, long listId, string? note, CancellationToken cancellation = default) => Run(
        caller, listId, (revise, token) => revise.Withdraw(listId, note, token), cancellation);

    /// <summary>Whether the caller is the publisher of the list.</summary>
    public Task<bool> Is(Caller caller, long listId, CancellationToken cancellation = default) => unit.Read(
        async (scope, token) => await Published(scope.GetRequiredService<ApprovalsDb>(), listId, token) is { } list && MayPublish(caller, list), cancellation);

    /// <summary>The list, for whoever may correct it; null for anybody else.</summary>
    public Task<RevisableList?> Read(Caller caller, long listId, CancellationToken cancellation = default) => unit.Read(
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await Published(db, listId, token) is not { } list || !MayPublish(caller, list)) return null;
            var entries = await db.ListEntries.Where(e => e.ListId == listId && e.IsListed).OrderBy(e => e.Rank).ThenBy(e => e.Case!.Number).Select(e => new RevisableEntry(e.CaseId, e.Case!.Number, e.Unit)).ToListAsync(token);
            return new RevisableList(list.Id, list.Title, list.Edition, list.WithdrawnAt is null && list.Kind != AnnounceExit.Kind && !await db.Lists.AnyAsync(l => l.ReplacesId == listId, token), entries);
        },
        cancellation);

    private Task<Result<RevisedList>> Run(Caller caller, long listId, Func<ReviseList, CancellationToken, Task<Result<PublishedList>>> act, CancellationToken cancellation) => unit.Run<RevisedList>(
        caller.As(seat => seat.Role is SeatRole.CaeaPublisher or SeatRole.Head),
        async (scope, token) =>
        {
            if (await Published(scope.GetRequiredService<ApprovalsDb>(), listId, token) is not { } list) return new Refusal("list.unknown", listId);
            if (!MayPublish(caller, list)) return new Refusal("list.not-yours", list.Title);
            var made = await act(scope.GetRequiredService<ReviseList>(), token);
            return made.Refusal is { } refusal ? refusal : new RevisedList(made.Value.Id, made.Value.Edition);
        },
        cancellation);

    private static bool MayPublish(Caller caller, PublishedList list)
    {
        var publisher = list.PublisherId ?? list.Call!.PublishById ?? list.Call.FileWithId ?? list.Call.DecideById ?? 0;
        return Publishers.Any(role => caller.Has(role, publisher));
    }

    private static Task<PublishedList?> Published(ApprovalsDb db, long listId, CancellationToken cancellation) =>
        db.Lists.Include(l => l.Call).SingleOrDefaultAsync(l => l.Id == listId && l.Status == ListStatus.Published, cancellation);

    private static Dictionary<long, string> ById(Dictionary<string, string>? given) =>
        (given ?? []).Select(g => (Id: long.TryParse(g.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0, g.Value)).DistinctBy(g => g.Id).ToDictionary(g => g.Id, g => g.Value);
}
