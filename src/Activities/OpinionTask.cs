using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
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

    /// <summary>Whether it may be decided together with others from the inbox. Default no.</summary>
    [Input(DisplayName = "可批量办理", Description = "承办人可否在待办中选择多件一并办理；每件仍各自办理、各自写明意见。", Category = "办理动作", Order = 36, DefaultValue = false)]
    [InEnglish("Decidable together", "Whether it may be decided together with others from the inbox; each still by itself, with its own words.")]
    public Input<bool> Batchable { get; set; } = new(false);

    /// <summary>Where nobody can decide it: <c>wait</c>, <c>skip</c>, <c>standIn</c> or <c>administrator</c> of the organisation. Default wait.</summary>
    [Input(DisplayName = "没有承办人时", Description = "找不到承办方，岗位无人任职，或任职的人都须回避时怎么办；会签时对每个签署人分别适用。", Category = "例外", Order = 40, UIHint = InputUIHints.DropDown, UIHandler = typeof(NobodyChoices), DefaultValue = "wait")]
    [InEnglish("When there is nobody", "What happens when the party is not found, nobody holds the seat, or whoever holds it is barred. Of several signers each is looked at by itself.")]
    public Input<string> WhenNobody { get; set; } = new("wait");

    /// <summary>The seat of the same organisation that stands in, where <see cref="WhenNobody"/> is <c>standIn</c>. Default the head.</summary>
    [Input(DisplayName = "替补岗位", Description = "“没有承办人时”选择交替补岗位办理的，由本单位哪个岗位办理；该岗位也无人时等待。", Category = "例外", Order = 41, UIHint = InputUIHints.DropDown, UIHandler = typeof(RoleChoices), DefaultValue = "head")]
    [InEnglish("Stand-in", "The seat of the same organisation that decides when there is nobody; when it is empty too, the step waits.")]
    public Input<string> StandInRole { get; set; } = new("head");

    /// <summary>Where the approver filled the form: <c>ask</c>, <c>another</c> or <c>skip</c>. From outside opinions whoever filled it is barred in any case (R29). Default ask.</summary>
    [Input(DisplayName = "承办人即填报人时", Description = "承办人自己填报了这份表时怎么办；会签时对每个签署人分别适用。", Category = "例外", Order = 42, UIHint = InputUIHints.DropDown, UIHandler = typeof(ApplicantChoices), DefaultValue = "ask")]
    [InEnglish("When the approver filled the form", "Asks all the same, asks another holder of the seat, or skips the step when there is no other.")]
    public Input<string> WhenApplicant { get; set; } = new("ask");

    /// <summary>Where the only approver approved the case already, and nothing was returned since: <c>ask</c>, <c>consecutive</c> or <c>ever</c>. Default ask.</summary>
    [Input(DisplayName = "同一人已同意过时", Description = "唯一的承办人此前已同意过这一件时怎么办；退回之后重新计算；会签时对每个签署人分别适用。", Category = "例外", Order = 43, UIHint = InputUIHints.DropDown, UIHandler = typeof(SameApproverChoices), DefaultValue = "ask")]
    [InEnglish("When the same person approved before", "Asks all the same, or skips the step; after a return everybody is asked anew.")]
    public Input<string> WhenSameApprover { get; set; } = new("ask");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var block = context.Get(Block)!;
        if (await StandsAsync(context, block))
        {
            await context.CompleteActivityWithOutcomesAsync(nameof(OpinionDecision.Approve));
            return;
        }

        var (signers, skipped) = await FindSignersAsync(context, block);
        if (skipped is { } why)
        {
            (await context.AsProgramAsync(() => context.GetRequiredService<SkipBlock>().Run(context.CaseId(), block, why, clause: null, context.CancellationToken))).OrFault($"block {block} to be skipped");
            await context.CompleteActivityWithOutcomesAsync(nameof(OpinionDecision.Approve));
            return;
        }

        await context.GetRequiredService<ChangeCaseStatus>().Run(context.CaseId(), CaseStatus.InReview, level: block, cancellation: context.CancellationToken);
        IReadOnlyList<SignerVote> votes = [];
        if (signers.Count > 1)
        {
            context.Keep(signers);
            if (context.TakeUp()) votes = (await context.VoicesAsync()).Votes();
        }

        foreach (var signer in Signing(context).Ask([.. signers.Select(s => s.AsSigner)], votes)) await AskAsync(context, signers.First(s => s.Key == signer.Key), signers.Count);
    }

    /// <summary>Whom the step asks, after what the designer set for its exceptions; or why it asks nobody. Of several each is looked at by itself.</summary>
    private async ValueTask<(IReadOnlyList<StepSigner> Signers, string? Skipped)> FindSignersAsync(ActivityExecutionContext context, string block)
    {
        var policy = new StepPolicy(
            Choice(context, WhenNobody, NobodyPolicy.Wait), Choice(context, StandInRole, SeatRole.Head), Choice(context, WhenApplicant, ApplicantPolicy.Ask), Choice(context, WhenSameApprover, SamePolicy.Ask));
        if (policy.Nobody == NobodyPolicy.Skip && (await context.ResolveAsync(context.Get(Party) ?? "applicant")).Organisation is null) return ([], StepPolicy.NobodyWords);
        var organisation = await OrganisationAsync(context);
        var named = await context.FindSignersAsync(organisation, context.Get(Signers) ?? [], RoleOf(context), context.Get(EachHolder));
        if (policy.IsPlain) return (named, null);

        var (asked, left) = (new List<StepSigner>(), new List<(StepSigner Signer, string Why)>());
        foreach (var signer in named)
        {
            var way = await policy.FindWayAsync(context, organisation, signer, block);

            // Nobody signs twice: where another signer has the seat that would stand in, this one is left out.
            if (way.Instead && named.Concat(asked).Any(other => other != signer && other.Role == way.Role)) way = new StepWay(way.Role, [], StepPolicy.NobodyWords);
            if (way.Skipped is { } why) left.Add((signer, why));
            else asked.Add(signer with { Role = way.Role, PersonId = way.Instead ? null : signer.PersonId, Barred = way.Barred });
            if (way is { Instead: true, Skipped: null }) await NoteAsync(context, "step.stood-in", new AuditDetail { Before = signer.Role.ToString(), After = way.Role.ToString() });
        }

        if (asked.Count == 0) return ([], left[0].Why);
        foreach (var (signer, why) in left)
        {
            var person = signer.PersonId is { } id ? (await context.Db().People.FindAsync([id], context.CancellationToken))?.Name : null;
            await NoteAsync(context, "signer.skipped", new AuditDetail { Comment = why, After = person ?? $"{organisation.FullName} {signer.Role}" });
        }

        return (asked, null);
    }

    /// <summary>An entry of the program, not of the person whose act came before.</summary>
    private static ValueTask NoteAsync(ActivityExecutionContext context, string action, AuditDetail detail) => new(context.AsProgramAsync(async () =>
    {
        await context.AuditAsync(action, detail);
        return true;
    }));

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        if (answer.Outcome == TakingBack.Outcome)
        {
            await AskAgainAsync(context, answer);
            return;
        }

        if (!Enum.TryParse<OpinionDecision>(answer.Outcome, out var decision))
        {
            await WithdrawUnansweredAsync(context);
            await context.CompleteActivityWithOutcomesAsync(answer.Outcome);
            return;
        }

        var signers = context.Signers();
        var words = answer.Comment;
        var enclosed = Enclosure.Named(answer.Data);
        if (signers.Count > 1 || answer.IsOfLine(context))
        {
            var voices = await context.VoicesAsync();
            words = voices.InWords();
            enclosed = [.. voices.SelectMany(v => v.Enclosed).Distinct()];
            if (signers.Count > 1)
            {
                if (await DecidedTogetherAsync(context, signers, voices.Votes()) is not { } together) return;
                decision = together;
            }
        }

        var block = context.Get(Block)!;
        var again = decision == OpinionDecision.Return && answer.Data["resume"]?.ToString() == "again";
        if (again) (await context.GetRequiredService<VoidSealsAndOpinions>().Run(context.CaseId(), ReturnCase.ToApplicant, "R22", context.CancellationToken)).OrFault($"the marks of case {context.CaseId()} to be voided");
        var written = await context.GetRequiredService<WriteOpinion>().Run(context.CaseId(), block, decision, words, context.FormKey(FormKey), enclosed, context.CancellationToken);
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

    /// <summary>One of several takes the vote back while the step is open: it is asked anew, and whose turn comes only after it is asked no more. What the others said stands.</summary>
    private async ValueTask AskAgainAsync(ActivityExecutionContext context, Answer answer)
    {
        context.Forget(answer.WorkItemId);
        var (signers, through) = (context.Signers(), answer.Data[TakingBack.Through]?.ToString() ?? "");
        var turn = Signing(context).Ask([.. signers.Select(s => s.AsSigner)], (await context.VoicesAsync()).Votes()).Select(s => s.Key).ToHashSet();
        var open = await UnansweredAsync(context);
        foreach (var other in open.Where(i => !turn.Contains(TakingBack.KeyOf(i.BookmarkId!))))
            (await context.GetRequiredService<CloseWorkItem>().Withdrawn(other.Id, "vote-taken-back", context.CancellationToken)).OrFault($"work item {other.Id} to be withdrawn");
        await EnterAsync(context);
        var waiting = open.Select(i => i.BookmarkId).Where(bookmark => bookmark != through).ToHashSet();
        foreach (var signer in signers.Where(s => turn.Contains(s.Key) && !waiting.Contains($"{context.Id}-{s.Key}"))) await AskAsync(context, signer, signers.Count);
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
            context.WriteTakenBack((JsonObject)request["signing"]!);
        }

        return AskAsync(
            context,
            new Question(context.Get(Rejectable) ? ["Approve", "Return", "Reject"] : ["Approve", "Return"], request)
            {
                Key = of > 1 ? signer.Key : "", Role = signer.PersonId is null ? signer.Role : null, PersonId = signer.PersonId, Barred = signer.Barred,
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
        | (context.Get(ReturnableToStep) ? WorkItemActions.ReturnToStep : 0) | (context.Get(Pausable) ? WorkItemActions.Pause : 0) | (context.Get(CanBeTakenBack) ? WorkItemActions.TakeBack : 0)
        | (context.Get(Batchable) ? WorkItemActions.Batch : 0);
}
