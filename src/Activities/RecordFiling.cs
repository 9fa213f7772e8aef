using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>备案: asks the filing body to record the decided list under a number, or to object. It cannot approve or reject (R31).</summary>
[Activity("Approvals", "评定与名单", "请备案机构登记名单（填备案号）或提出异议；备案不是审批，没有同意和不同意。批次未设备案机构时为无须备案。", DisplayName = "备案")]
[InEnglish("Record the filing", "Asks the filing body to record the list under a number or to object; it is no approval.")]
[FlowNode("Filed", "Objected", "NotRequired")]
public sealed class RecordFiling([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var call = await context.NationalCallAsync();
        if (call.FileWithId is null)
        {
            await context.CompleteActivityWithOutcomesAsync("NotRequired");
            return;
        }

        var list = await context.Db().CurrentList(call.Id, context.CancellationToken);
        if (list?.Status == ListStatus.Filed)
        {
            await context.CompleteActivityWithOutcomesAsync("Filed");
            return;
        }

        var request = new JsonObject { ["listId"] = list?.Id.ToString(CultureInfo.InvariantCulture) };
        await AskAsync(context, new Question(["Filed", "Objected"], request), OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        var call = await context.NationalCallAsync();
        var file = context.GetRequiredService<FileList>();
        var recorded = answer.Outcome == "Filed"
            ? await file.Filed(call, answer.Data["filingNumber"]?.ToString(), context.CancellationToken)
            : await file.Objected(call, answer.Comment, context.CancellationToken);
        if (context.OrRefuse(recorded) is null) return;
        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }
}
