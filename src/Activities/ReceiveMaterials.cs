using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;

namespace Workflows.Activities;

/// <summary>
/// Asks a receiver to register what arrived. What is asked for and until when are the call's: a collector receives for the call of the case,
/// the project group for the national call (R10). Received is only what is complete; the later date counts (R14).
/// The electronic version arrives with the case itself. Where paper is asked for, the clock ends the step at the cut-off with <c>Late</c>;
/// where it is not, the case is in time once it is here, however long the receiver takes.
/// </summary>
[Activity("Approvals", "收件与汇总", "请收件方登记纸质件和电子件的收到时间；要求的材料齐全才算收到，以较晚的时间为准，过截止时间为逾期。", DisplayName = "收件")]
[InEnglish("Receive materials", "Asks a receiver to register what arrived; complete and in time counts, the later date decides.")]
[FlowNode("Accepted", "Incomplete", "Late", "Recalled")]
public sealed class ReceiveMaterials([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Whether the applicant may take the case back meanwhile. Default no.</summary>
    [Input(DisplayName = "可撤回", Description = "收件前申报单位可否撤回。", Order = 2, DefaultValue = false)]
    [InEnglish("Recallable", "Whether the applicant may take the case back until it is received.")]
    public Input<bool> Recallable { get; set; } = new(false);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var item = await context.CaseAsync();
        var call = CallOf(context, item);
        if (item.ContinuesAt is not null && await OrganisationAsync(context) is var receiver && item.Receipts.Exists(r => r.ReceiverId == receiver.Id))
        {
            // Returned to a step before, it goes on where it was: what was received is not handed in again.
            await context.CompleteActivityWithOutcomesAsync("Accepted");
            return;
        }

        if (!call.IsInTime(context.Now()))
        {
            await LateAsync(context, call);
            return;
        }

        var asksPaper = call.Materials.Exists(m => m.Paper);
        var request = new JsonObject
        {
            ["materials"] = new JsonArray([.. call.Materials.Select(m => new JsonObject { ["name"] = m.Name, ["electronic"] = m.Electronic, ["paper"] = m.Paper })]),
            ["cutoff"] = call.ClosesAt.ToString("O", CultureInfo.InvariantCulture),
            ["electronicReceivedAt"] = context.Now().ToString("O", CultureInfo.InvariantCulture),
        };
        context.SetProperty("ArrivedAt", context.Now().ToString("O", CultureInfo.InvariantCulture));
        await AskAsync(
            context,
            new Question(["Accepted", "Incomplete"], request)
            {
                IsRecallable = context.Get(Recallable),
                CutOff = asksPaper ? call.ClosesAt : null,
                OutcomeAtCutOff = asksPaper ? "Late" : null,
            },
            OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        var item = await context.CaseAsync();
        switch (answer.Outcome)
        {
            case "Late":
                await LateAsync(context, CallOf(context, item));
                return;
            case "Accepted" when !await AcceptAsync(context, item, answer):
                return;
            case "Incomplete" when answer.Comment.Length == 0:
                context.Refuse(new Refusal("opinion.comment-required"));
                return;
            case "Incomplete":
                await context.GetRequiredService<ChangeCaseStatus>().Run(
                    item.Id, CaseStatus.Returned, reason: answer.Comment, returnedBy: context.Get(Party), cancellation: context.CancellationToken);
                break;
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }

    private async ValueTask<bool> AcceptAsync(ActivityExecutionContext context, Case item, Answer answer)
    {
        var call = CallOf(context, item);
        var receiver = await OrganisationAsync(context);
        var arrived = DateTimeOffset.Parse(context.GetProperty<string>("ArrivedAt")!, CultureInfo.InvariantCulture);
        var receipt = await context.GetRequiredService<RegisterMaterials>().Run(
            item.Id, receiver.Id, call.Materials, At(answer, "paperReceivedAt"), At(answer, "electronicReceivedAt") ?? arrived, call.ClosesAt,
            answer.Comment, context.CancellationToken);
        if (receipt.Refusal is { Code: "materials.late" })
        {
            await LateAsync(context, call);
            return false;
        }

        if (context.OrRefuse(receipt) is null) return false;
        await context.GetRequiredService<ChangeCaseStatus>().Run(item.Id, CaseStatus.Received, cancellation: context.CancellationToken);
        return true;
    }

    private static async ValueTask LateAsync(ActivityExecutionContext context, Call call)
    {
        var item = await context.CaseAsync();
        var byCollector = call.Id == item.NationalCallId && item.Call!.IsCollectorLate(item.NationalCall);
        if (call.Id == item.NationalCallId) item.Reason = byCollector ? "汇总单位逾期上报，申请表在全国批次截止后到达项目组" : "申请表在全国批次截止后到达项目组";
        await context.AuditAsync("materials.late", new AuditDetail
        {
            Outcome = "Late", Clause = byCollector ? "R9, R15" : "R9, R14", Comment = item.Reason, Before = call.Code, After = call.ClosesAt.ToString("O", CultureInfo.InvariantCulture),
        });
        await context.CompleteActivityWithOutcomesAsync("Late");
    }

    private Call CallOf(ActivityExecutionContext context, Case item) => context.Get(Party) == "collector" ? item.Call! : item.NationalCall!;

    /// <summary>An instant; without an offset it is a time in Shanghai.</summary>
    private static DateTimeOffset? At(Answer answer, string name)
    {
        if (!DateTime.TryParse(answer.Data[name]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)) return null;
        return at.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(at, ShanghaiTime.Offset).ToUniversalTime() : new DateTimeOffset(at).ToUniversalTime();
    }
}
