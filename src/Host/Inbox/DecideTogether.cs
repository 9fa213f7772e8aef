using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>The answer to one of several work items.</summary>
/// <param name="Comment">The words of this one; a return and a rejection need their own.</param>
public sealed record TogetherAnswer(long WorkItemId, string Outcome, string? Comment = null);

/// <summary>What became of one of them.</summary>
/// <param name="Code">Why it was refused; empty: it is decided.</param>
/// <param name="Detail">The refusal as a sentence.</param>
public sealed record TogetherResult(long WorkItemId, bool IsDecided, string? Code = null, string? Detail = null);

/// <summary>
/// 批量办理: several work items are decided one after the other, each in its own unit of work with its own words. One that is refused does not hold up the
/// others. Only where the chain allows it.
/// </summary>
public sealed partial class DecideTogether(UnitOfWork unit, DecideWorkItem decide, IServiceScopeFactory scopes, ILogger<DecideTogether> log)
{
    /// <summary>Work items at once.</summary>
    public const int Most = 50;

    /// <param name="told">Called after each.</param>
    /// <returns>One result per work item, in the order given; <c>together.nothing-chosen</c>, <c>together.too-many</c>. Per work item what <see cref="DecideWorkItem"/> refuses, <c>work-item.action-not-offered</c>, <c>together.failed</c>.</returns>
    public async Task<Result<IReadOnlyList<TogetherResult>>> Run(Caller caller, IReadOnlyList<TogetherAnswer> answers, Func<TogetherResult, Task>? told = null, CancellationToken cancellation = default)
    {
        List<TogetherAnswer> each = [.. answers.DistinctBy(answer => answer.WorkItemId)];
        if (each.Count == 0) return new Refusal("together.nothing-chosen");
        if (each.Count > Most) return new Refusal("together.too-many", Most);
        var results = new List<TogetherResult>();
        foreach (var answer in each)
        {
            var refusal = await One(caller, answer, each.Count, cancellation);
            var result = new TogetherResult(answer.WorkItemId, refusal is null, refusal?.Code, refusal is null ? null : Sentence(refusal));
            results.Add(result);
            if (told is not null) await told(result);
        }
        return results;
    }

    private async Task<Refusal?> One(Caller caller, TogetherAnswer answer, int of, CancellationToken cancellation)
    {
        try
        {
            var allows = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().WorkItems.Where(i => i.Id == answer.WorkItemId).Select(i => (WorkItemActions?)i.Allows).SingleOrDefaultAsync(token), cancellation);
            if (allows?.HasFlag(WorkItemActions.Batch) == false) return new Refusal("work-item.action-not-offered", WorkItemActions.Batch);
            var comment = string.IsNullOrWhiteSpace(answer.Comment) ? null : answer.Comment.Trim();
            return (await decide.Run(caller, answer.WorkItemId, new Decision(answer.Outcome, comment, new JsonObject { ["together"] = of }), cancellation)).Refusal;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Failed(exception, answer.WorkItemId);
            return new Refusal("together.failed");
        }
    }

    private string Sentence(Refusal refusal)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<RefusalSentences>().Of(refusal);
    }

    [LoggerMessage(LogLevel.Error, "Deciding work item {WorkItem} together with others failed")]
    private partial void Failed(Exception exception, long workItem);
}
