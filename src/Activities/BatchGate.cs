using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;

namespace Workflows.Activities;

/// <summary>
/// Waits until the call closes: at its closing time by the clock, or earlier by hand. Then no further case comes in, and the set of those
/// that arrived in time stands.
/// </summary>
[Activity("Approvals", "收件与汇总", "等到批次截止（或由工作组提前截止），此后不再接收，已收到的申报件进入评定。", DisplayName = "批次截止")]
[InEnglish("Batch gate", "Waits until the call closes, by the clock or by hand; then the set of received cases stands.")]
[FlowNode("Interim", "Closed")]
public sealed class BatchGate([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Name of the call's parameter that lists days before the closing (<c>MM-dd</c> or dates) on which it ends with <c>Interim</c>. Default: none.</summary>
    [Input(DisplayName = "中途节点", Description = "批次参数的名称，其中列出截止前的各节点日期，如每季末；到期走“中途节点”出口。", Order = 2)]
    [InEnglish("Rhythm", "The call's parameter that lists days before the closing on which it ends with Interim.")]
    public Input<string?> Rhythm { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var call = await context.NationalCallAsync();
        var (cutOff, outcome) = Next(call, context.Get(Rhythm), context.Now()) is { } node ? (node, "Interim") : (call.ClosesAt, "Closed");
        var request = new JsonObject { ["callId"] = call.Id.ToString(CultureInfo.InvariantCulture) };
        await AskAsync(context, new Question(["Closed"], request) { CutOff = cutOff, OutcomeAtCutOff = outcome }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        if (Answer.Of(context).Outcome == "Interim")
        {
            await context.CompleteActivityWithOutcomesAsync("Interim");
            return;
        }

        var closed = await context.GetRequiredService<CloseCall>().Run(context.CallId(), Answer.Of(context).Comment, context.CancellationToken);
        if (context.OrRefuse(closed) is null) return;
        await context.CompleteActivityWithOutcomesAsync("Closed");
    }

    /// <summary>The end of the next day of the rhythm, if it comes before the closing.</summary>
    private static DateTimeOffset? Next(Call call, string? rhythm, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(rhythm) || call.Parameters[rhythm] is not JsonArray days) return null;
        var nodes = days.Select(d => d?.ToString() ?? "").Select(text => ShanghaiTime.EndOf(DateOnly.ParseExact(
            text.Length == 5 ? $"{call.Year}-{text}" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return nodes.Where(node => node > now && node < call.ClosesAt).Order().Select(node => (DateTimeOffset?)node).FirstOrDefault();
    }
}
