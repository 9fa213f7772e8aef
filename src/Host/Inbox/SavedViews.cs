using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>One of the caller's own views of the inbox.</summary>
/// <param name="Query">Tab, filters and order: what follows <c>/inbox?</c>.</param>
public sealed record ViewLine(long Id, string Name, string Query);

/// <summary>A view to keep.</summary>
public sealed record NewView(string? Name, string? Query);

/// <summary>常用视图: each person keeps views of the own inbox; nobody else reads them, so they leave no trace in the audit trail.</summary>
public sealed class SavedViews(UnitOfWork unit)
{
    public Task<IReadOnlyList<ViewLine>> Mine(Caller caller, CancellationToken cancellation = default) =>
        unit.Read<IReadOnlyList<ViewLine>>(
            async (scope, token) => await scope.GetRequiredService<ApprovalsDb>().SavedViews.Where(v => v.PersonId == caller.PersonId).OrderBy(v => v.Id).Select(v => new ViewLine(v.Id, v.Name, v.Query)).ToListAsync(token),
            cancellation);

    /// <summary>Keeps what the address says; one of the same name is replaced.</summary>
    /// <returns><c>view.name-required</c>, <c>view.name-too-long</c>, <c>view.too-many</c>.</returns>
    public Task<Result<Done>> Keep(Caller caller, string? named, string? query, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var (db, name, kept) = (scope.GetRequiredService<ApprovalsDb>(), named?.Trim() ?? "", InboxChoice.Of(query ?? "").Query);
                if (name.Length == 0) return new Refusal("view.name-required");
                if (name.Length > SavedView.Longest) return new Refusal("view.name-too-long", SavedView.Longest);
                var had = await db.SavedViews.Where(v => v.PersonId == caller.PersonId).ToListAsync(token);
                if (had.Find(v => v.Name == name) is { } same) same.Query = kept;
                else if (had.Count >= SavedView.Most) return new Refusal("view.too-many", SavedView.Most);
                else db.SavedViews.Add(new SavedView { Id = scope.GetRequiredService<IdSource>().Next(), PersonId = caller.PersonId, Name = name, Query = kept });
                return Done.Result;
            },
            cancellation);

    /// <returns><c>view.unknown</c>, also for one of somebody else.</returns>
    public Task<Result<Done>> Drop(Caller caller, long id, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.SavedViews.SingleOrDefaultAsync(v => v.Id == id && v.PersonId == caller.PersonId, token) is not { } view) return new Refusal("view.unknown", id);
                db.SavedViews.Remove(view);
                return Done.Result;
            },
            cancellation);
}
