using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;

namespace Workflows.Activities;

/// <summary>
/// Asks for a form and keeps the revision that is submitted. When sealed content changed against the revision before, all seals and opinions
/// on it are void (R21) and <see cref="ResumeAt"/> is empty; when only contacts or attachments changed, it names the step that returned the
/// form, so that the chart can go on there (R20).
/// </summary>
[Activity("Approvals", "文件", "请承办方填写表单并提交；退回后再次提交时，说明封存内容是否变更。", DisplayName = "填写表单")]
[InEnglish("Fill in a form", "Asks for a form; on a resubmission it tells whether sealed content changed.")]
[FlowNode("Submitted", "Recalled", "DeadlinePassed")]
public sealed class FillForm([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Which form, e.g. <c>pilot-site</c>. Default: the case's own.</summary>
    [Input(DisplayName = "表单", Description = "要填写的表单；不填则为申报件自己的表单。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form to fill in; empty: the case's own.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary>A field whose value the chart needs for its branches. Default: none.</summary>
    [Input(DisplayName = "取值字段", Description = "流程分支需要的字段，其值写入“字段值”。", Order = 3)]
    [InEnglish("Answer field", "A field whose value the chart needs; it goes to the output Answer.")]
    public Input<string?> AnswerField { get; set; } = new("");

    /// <summary>Whether it may still be submitted after the deadline: the deadline then ends it once, and asked again it has none. Default no.</summary>
    [Input(DisplayName = "逾期仍可提交", Description = "逾期后再次要求填写时不再限期；用于只登记逾期、不结束流程的情形。", Order = 4, DefaultValue = false)]
    [InEnglish("Accept late", "Asked again after the deadline, it waits without one; for chains that record lateness and go on.")]
    public Input<bool> AcceptLate { get; set; } = new(false);

    /// <summary>Whether the one who fills it may give up with <c>Recalled</c>. Default yes.</summary>
    [Input(DisplayName = "可放弃", Description = "填写方可否放弃（撤回）；责任任务不可放弃。", Order = 5, DefaultValue = true)]
    [InEnglish("Withdrawable", "Whether whoever fills it in may give up.")]
    public Input<bool> Withdrawable { get; set; } = new(true);

    /// <summary>Value of the answer field as submitted.</summary>
    [Output(DisplayName = "字段值", Description = "取值字段提交后的值。")]
    [InEnglish("Answer", "The submitted value of the answer field.")]
    public Output<string> Answer { get; set; } = new();

    /// <summary>The whole form as submitted, as JSON.</summary>
    [Output(DisplayName = "表单内容", Description = "提交的整张表单（JSON）。")]
    [InEnglish("Content", "The submitted form as JSON.")]
    public Output<string> Content { get; set; } = new();

    /// <summary>The step that returned the form, when the chain may resume there; otherwise empty.</summary>
    [Output(DisplayName = "续办环节", Description = "仅改联系方式或附件时，为退回该表的环节；内容变更或首次提交时为空。")]
    [InEnglish("Resume at", "The step that returned the form when only unsealed content changed; empty otherwise.")]
    public Output<string> ResumeAt { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var item = await context.CaseAsync();
        var cutOff = LastDeadline(item);
        var isLate = context.Now() > cutOff;
        if (isLate && !context.Get(AcceptLate))
        {
            await context.CompleteActivityWithOutcomesAsync("DeadlinePassed");
            return;
        }

        var request = new JsonObject { ["formKey"] = KeyOf(context, item) };
        await AskAsync(
            context,
            new Question(context.Get(Withdrawable) ? ["Submitted", "Recalled"] : ["Submitted"], request) { CutOff = isLate ? null : cutOff, OutcomeAtCutOff = isLate ? null : "DeadlinePassed" },
            OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Activities.Answer.Of(context);
        if (answer.Outcome == "Submitted" && !await SubmitAsync(context, answer.Data["form"] as JsonObject ?? [])) return;
        await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
    }

    private async Task<bool> SubmitAsync(ActivityExecutionContext context, JsonObject content)
    {
        var item = await context.CaseAsync();
        var key = KeyOf(context, item);
        var form = context.GetRequiredService<FormDefinitions>().Find(key) ?? throw new InvalidOperationException(
            $"Expected the form {key} for activity {Id}, found none of that key. Put {key}.form.json into the folder of the chains, or choose another form.");
        var returnedBy = item.ReturnedBy ?? "";
        var underSeal = (JsonObject)JsonNode.Parse(FormContent.Canonical(form, content))!;
        var submitted = context.OrRefuse(await context.GetRequiredService<SubmitForm>().Run(item.Id, key, content, underSeal, context.CancellationToken));
        if (submitted is null) return false;
        if (Enum.TryParse<Route>(content["route"]?.ToString(), ignoreCase: true, out var route)
            && context.OrRefuse(await context.GetRequiredService<ChooseRoute>().Run(item.Id, route, context.CancellationToken)) is null) return false;

        (await context.GetRequiredService<ChangeCaseStatus>().Run(item.Id, CaseStatus.Submitted, cancellation: context.CancellationToken))
            .OrFault($"case {item.Number} to be marked submitted");
        Content.Set(context, content.ToJsonString());
        Answer.Set(context, content[context.Get(AnswerField) ?? ""]?.ToString() ?? "");
        ResumeAt.Set(context, submitted.SealedContentChanged ? "" : returnedBy);
        return true;
    }

    private string KeyOf(ActivityExecutionContext context, Case item) =>
        context.FormKey(FormKey) ?? item.FormKey ?? item.Call!.FormKey ?? throw new InvalidOperationException(
            $"Expected a form for activity {Id} on case {item.Number}, but neither the activity, the case nor its call names one. Choose a form.");

    /// <summary>
    /// The route is chosen on the form, so the form is due when the last route that the case may take closes (R10). A case that a chain opened has a due date of its own.
    /// </summary>
    private static DateTimeOffset LastDeadline(Case item) =>
        item.Key is not null ? item.DueAt
        : item.NationalCall!.Routes.Contains(Route.Direct) && item.NationalCall.ClosesAt > item.Call!.ClosesAt ? item.NationalCall.ClosesAt : item.Call!.ClosesAt;
}
