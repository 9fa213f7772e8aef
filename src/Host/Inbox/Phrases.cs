using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>One of the caller's own phrases.</summary>
public sealed record PhraseView(long Id, string Text);

/// <summary>A phrase to keep.</summary>
public sealed record NewPhrase(string? Text);

/// <summary>常用意见: each person keeps phrases of the own; nobody else reads them, so they leave no trace in the audit trail.</summary>
public sealed class Phrases(UnitOfWork unit)
{
    public Task<IReadOnlyList<PhraseView>> Mine(Caller caller, CancellationToken cancellation = default) =>
        unit.Read<IReadOnlyList<PhraseView>>(
            async (scope, token) => await scope.GetRequiredService<ApprovalsDb>().Phrases.Where(p => p.PersonId == caller.PersonId).OrderBy(p => p.Id).Select(p => new PhraseView(p.Id, p.Text)).ToListAsync(token),
            cancellation);

    /// <returns><c>phrase.empty</c>, <c>phrase.too-long</c>, <c>phrase.too-many</c>; one that is there already is not kept twice.</returns>
    public Task<Result<Done>> Keep(Caller caller, string? words, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var (db, text) = (scope.GetRequiredService<ApprovalsDb>(), words?.Trim() ?? "");
                if (text.Length == 0) return new Refusal("phrase.empty");
                if (text.Length > Phrase.Longest) return new Refusal("phrase.too-long", Phrase.Longest);
                var had = await db.Phrases.Where(p => p.PersonId == caller.PersonId).Select(p => p.Text).ToListAsync(token);
                if (had.Contains(text)) return Done.Result;
                if (had.Count >= Phrase.Most) return new Refusal("phrase.too-many", Phrase.Most);
                db.Phrases.Add(new Phrase { Id = scope.GetRequiredService<IdSource>().Next(), PersonId = caller.PersonId, Text = text });
                return Done.Result;
            },
            cancellation);

    public Task<Result<Done>> Drop(Caller caller, long id, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Phrases.SingleOrDefaultAsync(p => p.Id == id && p.PersonId == caller.PersonId, token) is not { } phrase) return new Refusal("phrase.unknown", id);
                db.Phrases.Remove(phrase);
                return Done.Result;
            },
            cancellation);
}
