using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Activities;

/// <summary>
/// Enters the case into a summary table, or draws one up for the call: <c>recommendation</c> is the collector's account of what it recommends
/// and what it does not (F-23); <c>completeness</c> counts what the project group received and what is still on its way.
/// </summary>
[Activity("Approvals", "收件与汇总", "把申报件编入推荐情况汇总表，或为批次生成材料齐全性表。", DisplayName = "汇总")]
[InEnglish("Summary table", "Enters the case into the account of recommendations, or draws up the completeness table of a call.")]
[FlowNode("Done")]
public sealed class BuildSummaryTable([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary><c>recommendation</c> or <c>completeness</c>.</summary>
    [Input(DisplayName = "表", Description = "编制哪一种汇总表。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(SummaryChoices), DefaultValue = "recommendation")]
    [InEnglish("Table", "Which table to build.")]
    public Input<string> Template { get; set; } = new("recommendation");

    /// <summary>Whose table it is. Default: the collector.</summary>
    [Input(DisplayName = "编制单位", Description = "汇总表由哪一方编制。", Order = 1, UIHint = InputUIHints.DropDown, UIHandler = typeof(PartyChoices), DefaultValue = "collector")]
    [InEnglish("Party", "Whose table it is.")]
    public Input<string> Party { get; set; } = new("collector");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Enter(context);
        switch (context.Get(Template))
        {
            case "recommendation":
                var collector = await context.PartyAsync(context.Get(Party)!);
                (await context.GetRequiredService<RecommendCase>().Run(context.CaseId(), collector.Id, context.CancellationToken))
                    .OrFault($"case {context.CaseId()} to enter the recommendations of {collector.FullName}");
                break;
            case "completeness":
                await CountAsync(context, await context.NationalCallAsync());
                break;
            case var unknown:
                throw new InvalidOperationException($"Expected the table recommendation or completeness for activity {Id}, found {unknown}. Choose one of them.");
        }

        await context.CompleteActivityWithOutcomesAsync("Done");
    }

    private static async Task CountAsync(ActivityExecutionContext context, Call call)
    {
        var received = await context.ReceivedCasesAsync();
        var known = received.Select(c => c.Id).ToHashSet();
        var living = await context.Db().Cases
            .Where(c => c.NationalCallId == call.Id)
            .Select(c => new { c.Id, c.Number, c.Status })
            .ToListAsync(context.CancellationToken);
        var onTheWay = living.Where(c => !known.Contains(c.Id)
            && c.Status is CaseStatus.Submitted or CaseStatus.InReview or CaseStatus.Returned or CaseStatus.Received or CaseStatus.Recommended);
        await context.AuditAsync("table.completeness", new AuditDetail
        {
            Outcome = received.Count.ToString(CultureInfo.InvariantCulture),
            After = string.Join("、", received.Select(c => c.Number)),
            Comment = string.Join("、", onTheWay.Where(c => !known.Contains(c.Id)).Select(c => c.Number)),
        });
    }
}
