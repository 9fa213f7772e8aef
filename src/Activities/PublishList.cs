using System.Globalization;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>
/// 公布名单: asks the publisher to publish. Where the call names a filing body and the list is not filed, it is blocked (R30). Only with the
/// publication do the listed cases become listed (R32).
/// </summary>
[Activity("Approvals", "评定与名单", "请公布单位公布名单；应备案而未备案的不得公布。公布后入选单位才算列入。", DisplayName = "公布名单")]
[InEnglish("Publish the list", "Asks the publisher to publish; a list that must be filed and is not is blocked.")]
[FlowNode("Published", "Blocked")]
public sealed class PublishList([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Empty: the list of the call. <c>exit</c>: the unit of this case, as an exit list of its own, which takes effect with its publication (R48).</summary>
    [Input(DisplayName = "名单类别", Description = "不填为批次名单；退出名单由退出流程使用，公布之日生效。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(ListChoices))]
    [InEnglish("Kind of list", "Empty: the list of the call; exit: the unit of this case, which takes effect with its publication.")]
    public Input<string?> Kind { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        if (context.Get(Kind) == AnnounceExit.Kind)
        {
            var channels = new JsonArray([.. (await context.NationalCallAsync()).PublishChannels.Select(c => JsonValue.Create(c))]);
            await AskAsync(context, new Question(["Published"], new JsonObject { ["kind"] = AnnounceExit.Kind, ["channels"] = channels }), OnDecidedAsync);
            return;
        }

        var call = await context.ListCallAsync();
        var list = await context.Db().CurrentList(call.Id, context.CancellationToken);
        if (list is null || (list.RequiresFiling && list.Status != ListStatus.Filed))
        {
            await context.AuditAsync("list.blocked", new AuditDetail { Outcome = "Blocked", Comment = list?.Status.ToString() });
            await context.CompleteActivityWithOutcomesAsync("Blocked");
            return;
        }

        var request = new JsonObject
        {
            ["listId"] = list.Id.ToString(CultureInfo.InvariantCulture),
            ["channels"] = new JsonArray([.. call.PublishChannels.Select(c => JsonValue.Create(c))]),
            ["from"] = call.MeetingWindow?.From.ToString("O", CultureInfo.InvariantCulture),
            ["to"] = call.MeetingWindow?.To.ToString("O", CultureInfo.InvariantCulture),
        };
        await AskAsync(context, new Question(["Published"], request), OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var call = await context.ListCallAsync();
        var channels = Answer.Of(context).Data["channels"] is JsonArray given ? given.Select(c => c?.ToString() ?? "").ToList() : call.PublishChannels;
        if (context.Get(Kind) == AnnounceExit.Kind)
        {
            var exit = await context.GetRequiredService<AnnounceExit>().Run(await context.CaseAsync(), channels, context.ActingFor(), context.CancellationToken);
            if (context.OrRefuse(exit) is null) return;
        }
        else if (context.OrRefuse(await context.GetRequiredService<AnnounceList>().Run(call, channels, context.CancellationToken)) is null) return;
        await context.CompleteActivityWithOutcomesAsync("Published");
    }
}
