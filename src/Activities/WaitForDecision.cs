using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>
/// Waits for a decision, then goes on as it says: the published list of the call, the final order of recommendation of its province, or the published
/// list of what was recommended. Whoever decides wakes it; a case that comes when the decision is there already does not wait.
/// </summary>
[Activity("Approvals", "评定与名单", "等待批次名单公布、省级推荐排序确定或上级推介名单公布，按结果继续。", DisplayName = "等待评定结果")]
[InEnglish("Wait for the decision", "Waits for the published list, the final order of recommendation or the promotion, then goes on as it says.")]
[FlowNode("Listed", "NotListed")]
public sealed class WaitForDecision([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>The name under which a waiting case is found.</summary>
    internal const string TypeName = "Approvals.WaitForDecision";

    /// <summary><c>list</c>: the list of the call; <c>ranking</c>: the order of recommendation; <c>promotion</c>: the list of what was recommended. Default list.</summary>
    [Input(DisplayName = "等待什么", Description = "批次名单、推荐排序或上级推介名单。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(DecisionChoices), DefaultValue = "list")]
    [InEnglish("Of", "The list of the call, the order of recommendation, or the promotion.")]
    public Input<string> Of { get; set; } = new("list");

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
        await EnterAsync(context);
        var outcome = await OutcomeAsync(context) ?? throw new InvalidOperationException(
            $"Expected the {context.Get(Of)} of call {(await context.NationalCallAsync()).Code} to be decided when case {context.CaseId()} is woken, but it is not. Publish the list, or make the order final, first.");
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    private async Task<string?> OutcomeAsync(ActivityExecutionContext context) => context.Get(Of) switch
    {
        "ranking" => await RankedAsync(context),
        "promotion" => await PromotedAsync(context),
        _ => await ListedAsync(context),
    };

    /// <summary>In the final order of the province; a case that came too late for it is not.</summary>
    private static async Task<string?> RankedAsync(ActivityExecutionContext context)
    {
        var item = await context.CaseAsync();
        var (caseId, national, area) = (item.Id, item.NationalCallId, item.Call!.ScopeAreaCode);
        var ranking = await context.Db().Rankings
            .Where(r => r.FinalAt != null && (r.CallId == item.CallId || (r.Call!.ParentId == national && r.Call.ScopeAreaCode == area)))
            .Select(r => new { IsSelected = r.Entries.Any(e => e.CaseId == caseId && e.Rank != null) })
            .FirstOrDefaultAsync(context.CancellationToken);
        return Word(ranking?.IsSelected);
    }

    private static async Task<string?> PromotedAsync(ActivityExecutionContext context)
    {
        var caseId = context.CaseId();
        var entry = await context.Db().ListEntries
            .Where(e => e.CaseId == caseId && context.Db().Lists.Any(l => l.Id == e.ListId && l.Status == ListStatus.Published))
            .OrderByDescending(e => e.ListId).Select(e => new { e.IsListed }).FirstOrDefaultAsync(context.CancellationToken);
        return Word(entry?.IsListed);
    }

    private static async Task<string?> ListedAsync(ActivityExecutionContext context)
    {
        var call = await context.NationalCallAsync();
        var caseId = context.CaseId();
        var list = await context.Db().Lists.Where(l => l.CallId == call.Id && l.Status == ListStatus.Published).OrderByDescending(l => l.Id)
            .Select(l => new { IsListed = l.Entries.Any(e => e.CaseId == caseId && e.IsListed) })
            .FirstOrDefaultAsync(context.CancellationToken);
        return Word(list?.IsListed);
    }

    private static string? Word(bool? isListed) => isListed switch { null => null, true => "Listed", false => "NotListed" };
}
