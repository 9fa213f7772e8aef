using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>公示: leaves the decided list open to objections for the working days that the call names; 0 days: goes straight on.</summary>
[Activity("Approvals", "评定与名单", "按批次规定的工作日公示名单；期满无异议自动继续，有异议则登记。批次未设公示时直接通过。", DisplayName = "公示")]
[InEnglish("Public notice", "Leaves the decided list open to objections for the working days that the call names.")]
[FlowNode("NoObjection", "Objection")]
public sealed class PublicNotice([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Key of the question after the days are over while an objection is unanswered.</summary>
    private const string Unanswered = "unanswered";

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var call = await context.ListCallAsync();
        if (call.PublicNoticeDays == 0)
        {
            await context.CompleteActivityWithOutcomesAsync("NoObjection");
            return;
        }

        var last = context.GetRequiredService<WorkingDays>().Add(ShanghaiTime.DayOf(context.Now()), call.PublicNoticeDays);
        var until = ShanghaiTime.EndOf(last);
        var list = (await context.GetRequiredService<HoldNotice>().Open(call, until, context.CancellationToken)).OrFault($"the public notice of call {call.Code} to be opened");
        await AskAsync(context, new Question(["Objection"], Request(list, call.PublicNoticeDays)) { CutOff = until, OutcomeAtCutOff = "NoObjection" }, OnDecidedAsync);
    }

    /// <summary>The clock answered, not a person.</summary>
    private static async ValueTask<bool> IsTimeAsync(ActivityExecutionContext context, Answer answer) =>
        (await context.Db().FinishedWorkItems.FindAsync([long.Parse(answer.WorkItemId, CultureInfo.InvariantCulture)], context.CancellationToken))?.DecidedById is null;

    private static JsonObject Request(PublishedList list, int days) => new() { ["listId"] = list.Id.ToString(CultureInfo.InvariantCulture), ["days"] = days };

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        var (call, notice) = (await context.ListCallAsync(), context.GetRequiredService<HoldNotice>());
        if (answer.Outcome == "Objection")
        {
            var objectionId = long.TryParse(answer.Data["objectionId"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
            if (context.OrRefuse(await notice.Uphold(call, objectionId, answer.Comment, context.CancellationToken)) is null) return;
        }
        else if (await notice.HasUnanswered(call, context.CancellationToken))
        {
            if (!await IsTimeAsync(context, answer))
            {
                context.Refuse(new Refusal("objection.unanswered"));
                return;
            }

            // The days are over, and an objection is not answered yet: the organiser answers it, then says that the list stands.
            var list = (await context.Db().CurrentList(call.Id, context.CancellationToken))!;
            await AskAsync(context, new Question(["NoObjection", "Objection"], Request(list, call.PublicNoticeDays)) { Key = Unanswered }, OnDecidedAsync);
            return;
        }
        else if (context.OrRefuse(await notice.End(call, answer.Comment, context.CancellationToken)) is null)
        {
            return;
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }
}
