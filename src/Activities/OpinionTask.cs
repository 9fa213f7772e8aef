using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.WorkItems;

namespace Workflows.Activities;

/// <summary>
/// Asks for an opinion: approve, return for correction (a comment is obligatory, R18), reject (a reason is obligatory, R19). One seat gives it, or several
/// sign it together. Time never decides it (R23). The applicant's own people give no outside opinion (R29).
/// </summary>
[Activity("Approvals", "意见与用印", "请承办方出具意见：同意、退回修改（须写明）、不同意（须说明理由）。逾期只督办，不自动决定。", DisplayName = "意见")]
[InEnglish("Opinion", "Asks for an opinion: approve, return with a comment, reject with a reason. Time never decides it.")]
[FlowNode("Approve", "Return", "Reject", "Recalled")]
public sealed class OpinionTask([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    /// <summary>Which form; default: the one submitted last.</summary>
    [Input(DisplayName = "表单", Description = "对哪张表单出具意见。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form that the opinion is about.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary>Key of the block, e.g. <c>superiorOpinion</c>; <c>recommendation</c> stands on no form.</summary>
    [Input(DisplayName = "意见栏", Description = "意见写入的栏。", Order = 3, UIHint = InputUIHints.DropDown, UIHandler = typeof(BlockChoices))]
    [InEnglish("Block", "The block that the opinion is written into.")]
    public Input<string> Block { get; set; } = new("");

    /// <summary>What the approver shall look at before giving an opinion; shown as a list of ticks.</summary>
    [Input(DisplayName = "核对事项", Description = "出具意见前要核对的事项，逐条列出。", Order = 4, UIHint = InputUIHints.MultiText)]
    [InEnglish("Checks", "What to look at before giving the opinion, one item a line.")]
    public Input<ICollection<string>> Checks { get; set; } = new([]);

    /// <summary>Whether the applicant may take the case back meanwhile. Default no.</summary>
    [Input(DisplayName = "可撤回", Description = "等待期间申报单位可否撤回。", Order = 5, DefaultValue = false)]
    [InEnglish("Recallable", "Whether the applicant may take the case back meanwhile.")]
    public Input<bool> Recallable { get; set; } = new(false);

    /// <summary>Whether it may be rejected; where it may not, it is approved or returned. Default yes.</summary>
    [Input(DisplayName = "可不同意", Description = "是否提供“不同意”；验收、确认一类的环节只有同意和退回修改。", Order = 6, DefaultValue = true)]
    [InEnglish("Rejectable", "Whether it may be rejected; otherwise it is approved or returned.")]
    public Input<bool> Rejectable { get; set; } = new(true);

    /// <summary>Seats of the organisation that sign together, one a line, e.g. <c>head</c>, or <c>head=2</c> with a weight from 1 to 100. Default: only <see cref="AskingActivity.Role"/>.</summary>
    [Input(DisplayName = "会签岗位", Description = "共同出具意见的岗位，每行一个，如 head；票签可写权重（1 到 100），如 head=2。不填则只由“岗位”一项办理。", Category = "会签", Order = 20, UIHint = InputUIHints.MultiText)]
    [InEnglish("Signers", "Seats that sign together, one a line, e.g. head, or head=2 with a weight from 1 to 100. Empty: only the role.")]
    public Input<ICollection<string>> Signers { get; set; } = new([]);

    /// <summary>Whether each person on these seats signs, rather than one for the seat. Default no.</summary>
    [Input(DisplayName = "逐人办理", Description = "岗位上的每个人各自出具意见；否则每个岗位由一人办理。", Category = "会签", Order = 21, DefaultValue = false)]
    [InEnglish("Each holder", "Each person on these seats signs; otherwise one for the seat.")]
    public Input<bool> EachHolder { get; set; } = new(false);

    /// <summary>How several decide: <c>all</c>, <c>any</c>, <c>inOrder</c> or <c>vote</c>. Default all.</summary>
    [Input(DisplayName = "会签方式", Description = "会签：全部同意；或签：一人即可；依次：逐一办理并全部同意；票签：同意的权重达到比例。", Category = "会签", Order = 22, UIHint = InputUIHints.DropDown, UIHandler = typeof(SigningChoices), DefaultValue = "all")]
    [InEnglish("Signing mode", "All have to approve, one is enough, one after the other, or a vote by weight.")]
    public Input<string> Mode { get; set; } = new("all");

    /// <summary>Percent of all weights, 1 to 100, that have to approve in a vote. Default 50.</summary>
    [Input(DisplayName = "通过比例（%）", Description = "票签时，同意的权重达到全部权重的百分之几即为同意，1 到 100。", Category = "会签", Order = 23, DefaultValue = 50)]
    [InEnglish("Threshold", "Percent of all weights that have to approve in a vote, 1 to 100.")]
    public Input<int> Threshold { get; set; } = new(50);

    /// <summary>What a refusal does: <c>ends</c> the step at once, or <c>counts</c> as not approving. Default ends.</summary>
    [Input(DisplayName = "有人不同意时", Description = "立即按其意见结束本环节，或只计为未同意、继续征求其他人意见；结果已定时提前结束。", Category = "会签", Order = 24, UIHint = InputUIHints.DropDown, UIHandler = typeof(RefusalChoices), DefaultValue = "ends")]
    [InEnglish("On refusal", "Ends the step at once, or counts as not approving; the step ends early only when the result is certain.")]
    public Input<string> OnRefusal { get; set; } = new("ends");

    /// <summary>Whether it may be handed to another person or seat of the organisation. Default yes.</summary>
    [Input(DisplayName = "可转办", Description = "承办人可否转给本单位其他人或岗位办理。", Category = "办理动作", Order = 30, DefaultValue = true)]
    [InEnglish("Transferable", "Whether it may be handed to another person or seat of the organisation.")]
    public Input<bool> Transferable { get; set; } = new(true);

    /// <summary>Whether another person may be asked to say what should be decided. Default yes.</summary>
    [Input(DisplayName = "可委派", Description = "承办人可否请他人先提出办理意见，再由自己决定。", Category = "办理动作", Order = 31, DefaultValue = true)]
    [InEnglish("Delegable", "Whether another person may be asked first; whoever asked decides.")]
    public Input<bool> Delegable { get; set; } = new(true);

    /// <summary>Whether signers may be added before or after. Default yes.</summary>
    [Input(DisplayName = "可加签", Description = "承办人可否在自己之前或之后增加签署人。", Category = "办理动作", Order = 32, DefaultValue = true)]
    [InEnglish("Signers may be added", "Whether signers may be added before or after.")]
    public Input<bool> SignersMayBeAdded { get; set; } = new(true);

    /// <summary>Whether it may be returned to any earlier opinion, not only to the applicant. Default yes.</summary>
    [Input(DisplayName = "可退回任一环节", Description = "可否退回此前任一意见环节；否则只按流程图退回。", Category = "办理动作", Order = 33, DefaultValue = true)]
    [InEnglish("Returnable to any step", "Whether it may be returned to any earlier opinion; otherwise only as the chart says.")]
    public Input<bool> ReturnableToStep { get; set; } = new(true);

    /// <summary>Whether it may be paused until the applicant has completed the material. Default yes.</summary>
    [Input(DisplayName = "可暂停补正", Description = "承办人可否暂停办理、等待申报单位补正；等待期间不计时限。", Category = "办理动作", Order = 34, DefaultValue = true)]
    [InEnglish("Pausable", "Whether it may be paused until the applicant has completed the material; the clock stands still meanwhile.")]
    public Input<bool> Pausable { get; set; } = new(true);

    /// <summary>Whether the decision may be taken back while nobody has opened what came next. Default yes.</summary>
    [Input(DisplayName = "可拿回", Description = "下一环节无人打开之前，承办人可否拿回自己的决定。", Category = "办理动作", Order = 35, DefaultValue = true)]
    [InEnglish("Can be taken back", "Whether the decision may be taken back while nobody has opened what came next.")]
    public Input<bool> CanBeTakenBack { get; set; } = new(true);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var block = context.Get(Block)!;
        if (await StandsAsync(context, block))
        {
            await context.CompleteActivityWithOutcomesAsync(nameof(OpinionDecision.Approve));
            return;
        }

        await context.GetRequiredService<ChangeCaseStatus>().Run(context.CaseId(), CaseStatus.InReview, level: block, cancellation: context.CancellationToken);
        var signers = await context.FindSignersAsync(await OrganisationAsync(context), context.Get(Signers) ?? [], RoleOf(context), context.Get(EachHolder));
        if (signers.Count > 1) context.Keep(signers);
        foreach (var signer in Signing(context).Ask([.. signers.Select(s => s.AsSigner)], [])) await AskAsync(context, signers.First(s => s.Key == signer.Key), signers.Count);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var answer = Answer.Of(context);
        if (!Enum.TryParse<OpinionDecision>(answer.Outcome, out var decision))
        {
            await WithdrawUnansweredAsync(context);
            await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
            return;
        }

        var signers = context.Signers();
        var words = answer.Comment;
        if (signers.Count > 1 || answer.IsOfLine(context))
        {
            var voices = await context.VoicesAsync();
            words = voices.InWords();
            if (signers.Count > 1)
            {
                if (await DecidedTogetherAsync(context, signers, voices.Votes()) is not { } together) return;
                decision = together;
            }
        }

        var block = context.Get(Block)!;
        var again = decision == OpinionDecision.Return && answer.Data["resume"]?.ToString() == "again";
        if (again) (await context.GetRequiredService<ReturnCase>().Again(context.CaseId(), context.CancellationToken)).OrFault($"the marks of case {context.CaseId()} to be voided");
        var written = await context.GetRequiredService<WriteOpinion>().Run(context.CaseId(), block, decision, words, context.FormKey(FormKey), context.CancellationToken);
        if (context.OrRefuse(written) is null) return;
        if (decision == OpinionDecision.Return)
            await context.GetRequiredService<ChangeCaseStatus>().Run(
                context.CaseId(), CaseStatus.Returned, reason: words, returnedBy: again ? null : block, cancellation: context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(decision.ToString());
    }

    /// <summary>The decision of the step when it is certain; otherwise those whose turn it is are asked.</summary>
    private async ValueTask<OpinionDecision?> DecidedTogetherAsync(ActivityExecutionContext context, IReadOnlyList<StepSigner> signers, IReadOnlyList<SignerVote> votes)
    {
        IReadOnlyList<Signer> all = [.. signers.Select(s => s.AsSigner)];
        if (Signing(context).Decide(all, votes) is { } decided)
        {
            await WithdrawUnansweredAsync(context);
            return decided;
        }

        var asked = (await UnansweredAsync(context)).Select(i => i.BookmarkId).ToHashSet();
        foreach (var signer in Signing(context).Ask(all, votes).Where(s => !asked.Contains($"{context.Id}-{s.Key}"))) await AskAsync(context, signers.First(s => s.Key == signer.Key), signers.Count);
        return null;
    }

    private ValueTask AskAsync(ActivityExecutionContext context, StepSigner signer, int of)
    {
        var request = new JsonObject
        {
            ["formKey"] = context.Get(FormKey),
            ["block"] = context.Get(Block),
            ["checks"] = new JsonArray([.. (context.Get(Checks) ?? []).Select(c => JsonValue.Create(c))]),
        };
        if (of > 1)
        {
            var signing = Signing(context);
            request["signing"] = new JsonObject
            {
                ["mode"] = signing.Mode.ToString(), ["of"] = of, ["threshold"] = signing.Threshold, ["refusal"] = signing.Refusal.ToString(), ["weight"] = signer.Weight,
            };
        }

        return AskAsync(
            context,
            new Question(context.Get(Rejectable) ? ["Approve", "Return", "Reject"] : ["Approve", "Return"], request)
            {
                Key = of > 1 ? signer.Key : "", Role = signer.PersonId is null ? signer.Role : null, PersonId = signer.PersonId,
                Block = context.Get(Block), IsRecallable = context.Get(Recallable), IsOutsideOpinion = true, Allows = Allowed(context),
            },
            OnDecidedAsync);
    }

    /// <summary>The case was returned to a step before and goes on from the step that returned it: an opinion in between that still stands is not asked again.</summary>
    private async ValueTask<bool> StandsAsync(ActivityExecutionContext context, string block)
    {
        var item = await context.CaseAsync();
        if (item.ContinuesAt is not { } until) return false;
        if (until == Id)
        {
            await context.GetRequiredService<ReturnCase>().Arrived(item.Id, context.CancellationToken);
            return false;
        }

        if (item.LivingOpinion(block) is not { Decision: OpinionDecision.Approve }) return false;
        await context.AuditAsync("opinion.stands", new AuditDetail { After = block });
        return true;
    }

    private Signing Signing(ActivityExecutionContext context) => new(
        Choice<SigningMode>(context, Mode, SigningMode.All), context.Get(Threshold) is var percent and >= 1 and <= 100 ? percent : throw new InvalidOperationException(
            $"Expected the threshold of activity {Id} to be a percentage from 1 to 100, found {context.Get(Threshold)}. Correct it."),
        Choice<RefusalEffect>(context, OnRefusal, RefusalEffect.Ends));

    private T Choice<T>(ActivityExecutionContext context, Input<string> input, T otherwise) where T : struct, Enum => context.Get(input) is not { Length: > 0 } named ? otherwise
        : Enum.TryParse<T>(named, ignoreCase: true, out var chosen) ? chosen
        : throw new InvalidOperationException($"Expected activity {Id} to name one of {string.Join(", ", Enum.GetNames<T>())}, found {named}. Choose one of them.");

    private WorkItemActions Allowed(ActivityExecutionContext context) =>
        (context.Get(Transferable) ? WorkItemActions.Transfer : 0) | (context.Get(Delegable) ? WorkItemActions.Delegate : 0) | (context.Get(SignersMayBeAdded) ? WorkItemActions.AddSigners : 0)
        | (context.Get(ReturnableToStep) ? WorkItemActions.ReturnToStep : 0) | (context.Get(Pausable) ? WorkItemActions.Pause : 0) | (context.Get(CanBeTakenBack) ? WorkItemActions.TakeBack : 0);
}
