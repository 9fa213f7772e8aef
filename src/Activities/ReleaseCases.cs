using System.Globalization;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Rankings;

namespace Workflows.Activities;

/// <summary>Wakes every case that waits for the decision of this call, or for its order of recommendation. Each goes on in a unit of work of its own.</summary>
[Activity("Approvals", "评定与名单", "把名单或推荐排序的结果送回各申报件的流程。", DisplayName = "送回结果")]
[InEnglish("Release the cases", "Wakes every case that waits for the list or the order of recommendation.")]
[FlowNode("Done")]
public sealed class ReleaseCases([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary><c>list</c>: the list that was published; <c>ranking</c>: the order of recommendation, which becomes final now. Default list.</summary>
    [Input(DisplayName = "送回什么", Description = "公布的名单，或推荐排序（送回后排序即最终确定）。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(DecisionChoices), DefaultValue = "list")]
    [InEnglish("Of", "The published list, or the order of recommendation, which becomes final.")]
    public Input<string> Of { get; set; } = new("list");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var (cases, title) = context.Get(Of) == "ranking" ? await RankedAsync(context) : await ListedAsync(context);
        var dispatcher = context.GetRequiredService<IStimulusDispatcher>();
        foreach (var id in cases)
        {
            await dispatcher.SendAsync(
                new DispatchStimulusRequest
                {
                    ActivityTypeName = WaitForDecision.TypeName,
                    Stimulus = new CaseDecisionStimulus(id.ToString(CultureInfo.InvariantCulture)),
                },
                context.CancellationToken);
        }

        await context.AuditAsync("cases.released", new AuditDetail { Outcome = cases.Count.ToString(CultureInfo.InvariantCulture), After = title });
        await context.CompleteActivityWithOutcomesAsync("Done");
    }

    private async Task<(List<long> Cases, string Title)> ListedAsync(ActivityExecutionContext context)
    {
        var call = await context.ListCallAsync();
        var list = await context.Db().CurrentList(call.Id, context.CancellationToken) ?? throw new InvalidOperationException(
            $"Expected call {call.Code} to have a list when its cases are released, found none. Put 研究决定 and 公布名单 before activity {Id}.");
        return ([.. list.Entries.Select(e => e.CaseId)], list.Title);
    }

    private async Task<(List<long> Cases, string Title)> RankedAsync(ActivityExecutionContext context)
    {
        var call = await context.OwnCallAsync();
        var ranking = (await context.GetRequiredService<FinishRanking>().Run(call, context.CancellationToken)).OrFault($"the order of call {call.Code} to become final; put 排序（限额） before activity {Id}");
        return ([.. ranking.Entries.Select(e => e.CaseId)], call.Title);
    }
}
