using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>公示: leaves the decided list open to objections for the working days that the call names; 0 days: goes straight on.</summary>
[Activity("Approvals", "评定与名单", "按批次规定的工作日公示名单；期满无异议自动继续，有异议则登记。批次未设公示时直接通过。", DisplayName = "公示")]
[InEnglish("Public notice", "Leaves the decided list open to objections for the working days that the call names.")]
[FlowNode("NoObjection", "Objection")]
public sealed class PublicNotice([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var call = await context.NationalCallAsync();
        if (call.PublicNoticeDays == 0)
        {
            await context.CompleteActivityWithOutcomesAsync("NoObjection");
            return;
        }

        var last = context.GetRequiredService<WorkingDays>().Add(ShanghaiTime.DayOf(context.Now()), call.PublicNoticeDays);
        var list = await context.Db().CurrentList(call.Id, context.CancellationToken);
        var request = new JsonObject { ["listId"] = list?.Id.ToString(CultureInfo.InvariantCulture), ["days"] = call.PublicNoticeDays };
        await AskAsync(context, new Question(["Objection"], request) { CutOff = ShanghaiTime.EndOf(last), OutcomeAtCutOff = "NoObjection" }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var answer = Answer.Of(context);
        if (answer.Outcome == "Objection" && answer.Comment.Length == 0)
        {
            context.Refuse(new Refusal("opinion.reason-required"));
            return;
        }

        await context.AuditAsync("notice.ended", new AuditDetail { Outcome = answer.Outcome, Comment = answer.Comment });
        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }
}
