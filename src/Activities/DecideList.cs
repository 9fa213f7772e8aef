using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Rankings;

namespace Workflows.Activities;

/// <summary>
/// 研究决定: drafts the list of the call with the experts' points and asks which cases are listed. Every other case gets its reason. The quota
/// is the call's.
/// </summary>
[Activity("Approvals", "评定与名单", "按专家评分拟出名单，请负责人研究决定入选与否；未入选须说明理由，名额以批次规定为准。", DisplayName = "研究决定名单")]
[InEnglish("Decide the list", "Drafts the list with the experts' points and asks which cases are listed; the others get a reason.")]
[FlowNode("Decided", "Returned")]
public sealed class DecideList([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var call = await context.ListCallAsync();
        var list = (await context.GetRequiredService<DraftList>().Run(call, await context.CasesToDecideAsync(), context.CancellationToken))
            .OrFault($"the list of call {call.Code} to be drafted");
        var request = new JsonObject
        {
            ["listId"] = list.Id.ToString(CultureInfo.InvariantCulture),
            ["quota"] = call.Quota?.Count,

            // What was recommended beyond the quota, and why, is for whoever decides to see (R34).
            ["flag"] = (await context.Db().RankingOf(call.Id, context.CancellationToken))?.OverQuota,
            ["cases"] = new JsonArray([.. list.Entries.OrderBy(e => e.Rank).Select(e => new JsonObject
            {
                ["caseId"] = e.CaseId.ToString(CultureInfo.InvariantCulture),
                ["unit"] = e.Unit,
                ["score"] = e.Score,
                ["listed"] = e.IsListed,
                ["reason"] = e.Reason,
            })]),
        };
        await AskAsync(context, new Question(["Decided", "Returned"], request), OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        if (answer.Outcome == "Returned" && answer.Comment.Length == 0)
        {
            context.Refuse(new Refusal("opinion.comment-required"));
            return;
        }

        if (answer.Outcome == "Decided")
        {
            var listed = (answer.Data["listed"] as JsonArray ?? []).Select(id => Number(id?.ToString())).ToHashSet();
            var reasons = (answer.Data["reasons"] as JsonObject ?? []).ToDictionary(r => Number(r.Key), r => r.Value?.ToString() ?? "");
            var decided = await context.GetRequiredService<DecideOnList>().Run(
                await context.ListCallAsync(), listed, reasons, answer.Data["overQuota"]?.ToString(), context.CancellationToken);
            if (context.OrRefuse(decided) is null) return;
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }

    private static long Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
