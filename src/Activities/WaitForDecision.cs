using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Words;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>
/// Waits until the list of the call is published, then goes on as the list says. The chain of the call wakes it; a case that comes when the
/// list is out already does not wait.
/// </summary>
[Activity("Approvals", "评定与名单", "等待批次名单公布，按名单结果继续。", DisplayName = "等待评定结果")]
[InEnglish("Wait for the decision", "Waits until the list of the call is published, then goes on as the list says.")]
[FlowNode("Listed", "NotListed")]
public sealed class WaitForDecision([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>The name under which a waiting case is found.</summary>
    internal const string TypeName = "Approvals.WaitForDecision";

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (await OutcomeAsync(context) is { } known)
        {
            await context.CompleteActivityWithOutcomesAsync(known);
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = TypeName,
            Stimulus = new CaseDecisionStimulus(context.CaseId().ToString(CultureInfo.InvariantCulture)),
            Callback = OnPublishedAsync,
        });
    }

    private async ValueTask OnPublishedAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var outcome = await OutcomeAsync(context) ?? throw new InvalidOperationException(
            $"Expected the list of call {(await context.NationalCallAsync()).Code} to be published when case {context.CaseId()} is woken, but it is not. Publish the list first.");
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    private static async Task<string?> OutcomeAsync(ActivityExecutionContext context)
    {
        var call = await context.NationalCallAsync();
        var caseId = context.CaseId();
        var list = await context.Db().Lists.Where(l => l.CallId == call.Id && l.Status == ListStatus.Published).OrderByDescending(l => l.Id)
            .Select(l => new { IsListed = l.Entries.Any(e => e.CaseId == caseId && e.IsListed) })
            .FirstOrDefaultAsync(context.CancellationToken);
        return list is null ? null : list.IsListed ? "Listed" : "NotListed";
    }
}
