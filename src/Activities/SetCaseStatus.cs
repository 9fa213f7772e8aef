using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Cases;

namespace Workflows.Activities;

/// <summary>Says where the case stands, for everybody who follows it; in the chain of a call, where every case of the call stands.</summary>
[Activity("Approvals", "统计与任务", "更新申报件的状态，供各方查看；在批次流程中更新批次内已收到的全部申报件。", DisplayName = "更新状态")]
[InEnglish("Set the status", "Says where the case stands; in the chain of a call, where all its received cases stand.")]
[FlowNode("Done")]
public sealed class SetCaseStatus([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>The status, e.g. <c>recommended</c>.</summary>
    [Input(DisplayName = "状态", Description = "申报件的新状态。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(StatusChoices))]
    [InEnglish("Status", "The new status.")]
    public Input<string> Status { get; set; } = new("submitted");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var status = Enum.Parse<CaseStatus>(context.Get(Status)!, ignoreCase: true);
        var change = context.GetRequiredService<ChangeCaseStatus>();
        foreach (var item in context.CaseId() != 0 ? [await context.CaseAsync()] : await context.ReceivedCasesAsync())
        {
            (await change.Run(item.Id, status, cancellation: context.CancellationToken)).OrFault($"case {item.Number} to become {status}");
        }

        await context.CompleteActivityWithOutcomesAsync("Done");
    }
}
