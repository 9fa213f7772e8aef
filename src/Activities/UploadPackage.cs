using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Packages;

namespace Workflows.Activities;

/// <summary>
/// 上报: asks for the scans of the sealed paper (PDF, R82) and registers that the package went up. It takes only a complete package: every form with opinion
/// and seal, and one sealed form per recommended case (R86). At the closing of the call the clock ends it with <c>Late</c>.
/// </summary>
[Activity("Approvals", "收件与汇总", "请承办方上传盖章材料的PDF扫描件并登记上报；材料不齐不能上报，过截止时间为逾期。", DisplayName = "上报")]
[InEnglish("Upload the package", "Asks for PDF scans of the sealed paper and registers the upload; only a complete package, only until the call closes.")]
[FlowNode("Uploaded", "Failed", "Late")]
public sealed class UploadPackage([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>The forms that the package itself must hold, sealed. Default: 附件3 and 附件5.</summary>
    [Input(DisplayName = "应有的表", Description = "上报材料本身应有并已盖章的表单。", Order = 2, UIHint = InputUIHints.MultiText)]
    [InEnglish("Forms", "The forms that the package itself must hold, sealed.")]
    public Input<ICollection<string>> FormKeys { get; set; } = new([BuildBrandSummary.FormKey, Approvals.Statistics.RollUp.FormKey]);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var call = await context.OwnCallAsync();
        if (!call.IsInTime(context.Now()))
        {
            await LateAsync(context, call);
            return;
        }

        var request = new JsonObject
        {
            ["target"] = call.SubmissionTarget,
            ["cutoff"] = call.ClosesAt.ToString("O", CultureInfo.InvariantCulture),
            ["formKeys"] = new JsonArray([.. (context.Get(FormKeys) ?? []).Select(k => JsonValue.Create(k))]),
        };
        await AskAsync(context, new Question(["Uploaded", "Failed"], request) { CutOff = call.ClosesAt, OutcomeAtCutOff = "Late" }, OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        var call = await context.OwnCallAsync();
        switch (answer.Outcome)
        {
            case "Late":
                await LateAsync(context, call);
                return;
            case "Failed" when answer.Comment.Length == 0:
                context.Refuse(new Refusal("opinion.comment-required"));
                return;
            case "Uploaded" when !await UploadAsync(context, call, answer):
                return;
            case "Failed":
                await context.AuditAsync("package.failed", new AuditDetail { Outcome = "Failed", Comment = answer.Comment });
                break;
        }

        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }

    private async Task<bool> UploadAsync(ActivityExecutionContext context, Call call, Answer answer)
    {
        var files = (answer.Data["files"] as JsonArray ?? []).Select(f => long.TryParse(f?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToList();
        var uploaded = await context.GetRequiredService<RegisterUpload>().Run(context.CaseId(), [.. context.Get(FormKeys) ?? []], files, context.CancellationToken);
        if (context.OrRefuse(uploaded) is null) return false;
        (await context.GetRequiredService<CloseCall>().Run(call.Id, "uploaded", context.CancellationToken)).OrFault($"call {call.Code} to close with its upload");
        var statuses = context.GetRequiredService<ChangeCaseStatus>();
        foreach (var id in uploaded.Value.Cases.Prepend(context.CaseId()))
            (await statuses.Run(id, CaseStatus.Uploaded, cancellation: context.CancellationToken)).OrFault($"case {id} to be marked as uploaded");
        return true;
    }

    private static async ValueTask LateAsync(ActivityExecutionContext context, Call call)
    {
        await context.AuditAsync("package.late", new AuditDetail { Outcome = "Late", Clause = "R9", Before = call.Code, After = call.ClosesAt.ToString("O", CultureInfo.InvariantCulture) });
        await context.CompleteActivityWithOutcomesAsync("Late");
    }
}
