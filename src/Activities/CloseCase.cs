using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Activities;

/// <summary>Ends the chain of a case with its last status. What else of the chart still waits is withdrawn.</summary>
[Activity("Approvals", "统计与任务", "以最终状态结束申报件的流程；可同时作废已盖的印章和已出具的意见（仍留在登记中）。", DisplayName = "结案")]
[InEnglish("Close the case", "Ends the chain of the case with its last status; opinions and seals can be marked void.")]
public sealed class CloseCase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line), ITerminalNode
{
    /// <summary>The last status, e.g. <c>listed</c>.</summary>
    [Input(DisplayName = "最终状态", Description = "申报件以什么状态结束。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(StatusChoices))]
    [InEnglish("Last status", "The status that the case ends with.")]
    public Input<string> Status { get; set; } = new("recalled");

    /// <summary>What the unit reads as the reason. Default: the reason that was given last, e.g. with a rejection.</summary>
    [Input(DisplayName = "理由", Description = "告知申报单位的理由；不填则沿用最近一次意见的理由。", Order = 1, UIHint = InputUIHints.MultiLine)]
    [InEnglish("Reason", "What the unit reads; empty: the reason given last.")]
    public Input<string?> Reason { get; set; } = new("");

    /// <summary>Marks opinions, signatures and seals void; they stay in the registers (R22). Default no.</summary>
    [Input(DisplayName = "作废印章和意见", Description = "是否作废已有的意见、签字和印章；登记中仍可查。", Order = 2, DefaultValue = false)]
    [InEnglish("Void the seals", "Whether opinions, signatures and seals become void; the registers keep them.")]
    public Input<bool> VoidSeals { get; set; } = new(false);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var item = await context.CaseAsync();
        var status = Enum.Parse<CaseStatus>(context.Get(Status)!, ignoreCase: true);
        var reason = context.Get(Reason) is { Length: > 0 } given ? given : LastReason(item);
        if (context.Get(VoidSeals))
        {
            (await context.GetRequiredService<VoidSealsAndOpinions>().Run(item.Id, reason ?? status.ToString(), cancellation: context.CancellationToken))
                .OrFault($"the marks of case {item.Number} to become void");
        }

        (await context.GetRequiredService<ChangeCaseStatus>().Run(item.Id, status, reason: reason, cancellation: context.CancellationToken))
            .OrFault($"case {item.Number} to end as {status}");
        await context.AuditAsync("case.closed", new AuditDetail { Outcome = status.ToString(), Comment = reason });
        item.ClosedAt = context.Now();
        if (item.Key is { } key)
        {
            await context.GetRequiredService<IStimulusDispatcher>().SendAsync(
                new DispatchStimulusRequest { ActivityTypeName = StartCases.TypeName, Stimulus = new CasesClosedStimulus(StartCases.Dispatch(key)) }, context.CancellationToken);
        }

        await context.CompleteActivityAsync();
    }

    private static string? LastReason(Case item) =>
        item.Opinions.Where(o => o.Decision == OpinionDecision.Reject).MaxBy(o => (o.At, o.Id))?.Text ?? item.Reason;
}
