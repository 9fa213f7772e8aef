using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals.Calls;

namespace Workflows.Activities;

/// <summary>
/// Waits until the call closes: at its closing time by the clock, or earlier by hand. Then no further case comes in, and the set of those
/// that arrived in time stands.
/// </summary>
[Activity("Approvals", "收件与汇总", "等到批次截止（或由工作组提前截止），此后不再接收，已收到的申报件进入评定。", DisplayName = "批次截止")]
[InEnglish("Batch gate", "Waits until the call closes, by the clock or by hand; then the set of received cases stands.")]
[FlowNode("Closed")]
public sealed class BatchGate([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var call = await context.NationalCallAsync();
        var request = new JsonObject { ["callId"] = call.Id.ToString(CultureInfo.InvariantCulture) };
        await AskAsync(context, new Question(["Closed"], request) { CutOff = call.ClosesAt, OutcomeAtCutOff = "Closed" }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var closed = await context.GetRequiredService<CloseCall>().Run(context.CallId(), Answer.Of(context).Comment, context.CancellationToken);
        if (context.OrRefuse(closed) is null) return;
        await context.CompleteActivityWithOutcomesAsync("Closed");
    }
}
