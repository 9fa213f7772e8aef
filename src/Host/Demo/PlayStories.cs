using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Host.Account;
using Workflows.Host.Queue;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Demo;

/// <summary>
/// Plays stories.json once the program answers: people of the demo data act by the same verbs as everybody, so that every page has something true to show.
/// It works in the background with a pause after each act; a story whose first case is there already, or was handed in where a call opened it, is left out, and one that is refused is logged and ends. Of several nodes one plays.
/// </summary>
public sealed partial class PlayStories(
    DemoMode mode, NodeLocks locks, UnitOfWork unit, WorkOffQueue queue, IServiceScopeFactory scopes, TimeProvider clock, ILogger<PlayStories> log) : BackgroundService
{
    /// <summary>After the start, so that the first page is not kept waiting.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(4);

    /// <summary>After each act, so that whoever looks on is served in between.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (!mode.IsOn) return;
        await Task.Delay(Before, clock, stopping);
        await using var turn = await locks.TryEnter(nameof(PlayStories), stopping);
        if (turn is not null) await Run(Between, stopping);
    }

    /// <summary>Every story that was not played yet.</summary>
    /// <param name="between">The pause after each act.</param>
    /// <returns>What went wrong, a line for each story that ended early.</returns>
    public async Task<IReadOnlyList<string>> Run(TimeSpan between, CancellationToken cancellation = default)
    {
        var wrong = new List<string>();
        foreach (var story in StoryFile.Read(clock.GetUtcNow()))
        {
            if (await IsPlayed(story, cancellation)) continue;
            if (await new StoryPlayer(unit, queue, scopes, clock, story).Play(between, cancellation) is not { } why) continue;
            wrong.Add($"{story.Name}: {why}");
            LogStopped(log, story.Name, why);
        }
        return wrong;
    }

    private Task<bool> IsPlayed(Story story, CancellationToken cancellation) => unit.Read(
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (story.MakesCall is { } code) return await db.Calls.AnyAsync(c => c.Code == code, token);
            if (story.FirstFound is var (unit, of)) return await db.Cases.AnyAsync(c => c.Call!.Code == of && c.Applicant!.FullName == unit && c.SubmittedAt != null, token);
            if (story.FirstStart is not var (userName, call)) return false;
            return await scope.GetRequiredService<FindCaller>().Named(userName, token) is not { } caller
                || await db.Cases.AnyAsync(c => c.Call!.Code == call && caller.Seats.Select(s => s.OrganisationId).Contains(c.ApplicantId), token);
        },
        cancellation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo story {Story} ended early: {Why}")]
    private static partial void LogStopped(ILogger log, string story, string why);
}
