using System.Globalization;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Activities;

/// <summary>
/// An activity that asks a seat and waits. It opens a work item and suspends on a bookmark; whoever decides the work item resumes it with
/// <c>{ WorkItemId, Outcome, Comment, Data }</c>. It may run again: asking twice finds the work item that is open already.
/// </summary>
public abstract class AskingActivity(string? source, int? line) : ChainActivity(source, line)
{
    /// <summary>Whose seat gets the work item; resolved from the case and its call. Default: the applicant.</summary>
    [Input(DisplayName = "承办方", Description = "由谁承办，按申报件和批次确定到具体单位。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(PartyChoices), DefaultValue = "applicant")]
    [InEnglish("Party", "Who does it; resolved to an organisation from the case and its call.")]
    public Input<string> Party { get; set; } = new("applicant");

    /// <summary>The seat at that organisation. Default: the handler.</summary>
    [Input(DisplayName = "岗位", Description = "该单位的哪个岗位承办。", Order = 1, UIHint = InputUIHints.DropDown, UIHandler = typeof(RoleChoices), DefaultValue = "handler")]
    [InEnglish("Role", "The seat at that organisation.")]
    public Input<string> Role { get; set; } = new("handler");

    /// <summary>Whether it is put before other work and marked as urgent. Default no.</summary>
    [Input(DisplayName = "急件", Description = "在待办中标为急件，可单独筛选并排在前面；不改变时限。", Order = 79, DefaultValue = false)]
    [InEnglish("Urgent", "Marked as urgent in the inbox, where it can be filtered and sorted first; the due time stays.")]
    public Input<bool> Urgent { get; set; } = new(false);

    /// <summary>Working days, 0 to 250, after which the work item is overdue and escalates; time never decides it (R23). 0: never. Default 5.</summary>
    [Input(DisplayName = "办理时限（工作日）", Description = "超过后按“逾期后提请”督办，不会自动通过或否决；0 表示不限。", Order = 80, DefaultValue = 5)]
    [InEnglish("Working days", "After these working days it is overdue and escalates as set below; time never decides it. 0: no limit.")]
    public Input<int> DueInWorkingDays { get; set; } = new(5);

    /// <summary>Before whom it is put when it is overdue: <c>head</c>, <c>superior</c>, <c>organiser</c> or <c>nobody</c>. Default: the organisation's head.</summary>
    [Input(DisplayName = "逾期后提请", Description = "逾期未办时由系统提请谁督办；督办人看到事项并可催办，但不代为决定。", Order = 81, UIHint = InputUIHints.DropDown, UIHandler = typeof(EscalationChoices), DefaultValue = "head")]
    [InEnglish("Escalate to", "Before whom the program puts it when it is overdue; that person sees it and may urge, and decides nothing.")]
    public Input<string> EscalateTo { get; set; } = new("head");

    /// <summary>Working days, 0 to 250, after which whoever has it is reminded once, where it is not due before. 0: never. Default 3.</summary>
    [Input(DisplayName = "催办（工作日）", Description = "到达后多少个工作日仍未办理时提醒承办人一次；0 表示不提醒。", Order = 82, DefaultValue = 3)]
    [InEnglish("Remind after", "After these working days whoever has it is reminded once. 0: never.")]
    public Input<int> RemindAfterWorkingDays { get; set; } = new(3);

    /// <summary>The organisation of <see cref="Party"/>; one that cannot be found is an incident.</summary>
    protected async ValueTask<Organisation> OrganisationAsync(ActivityExecutionContext context) =>
        await context.PartyAsync(context.Get(Party) ?? "applicant");

    /// <summary>Opens the work item and waits for its decision, which <paramref name="onDecided"/> reads.</summary>
    protected async ValueTask AskAsync(ActivityExecutionContext context, Question question, ExecuteActivityDelegate onDecided)
    {
        await EnterAsync(context);
        var bookmark = question.Key.Length == 0 ? context.Id : $"{context.Id}-{question.Key}";
        var instance = context.WorkflowExecutionContext.Id;
        var item = (await context.Db().OpenOf(instance, context.CancellationToken)).FirstOrDefault(i => i.BookmarkId == bookmark)
            ?? await OpenAsync(context, question, bookmark);
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkId = bookmark,
            Stimulus = new WorkItemStimulus(item.Id.ToString(CultureInfo.InvariantCulture)),
            Callback = onDecided,
        });
    }

    /// <summary>Asks each of these organisations; the question's key is the organisation's id.</summary>
    protected async ValueTask AskEachAsync(ActivityExecutionContext context, IEnumerable<Organisation> organisations, Func<Organisation, Question> question, ExecuteActivityDelegate onDecided)
    {
        foreach (var organisation in organisations)
            await AskAsync(context, question(organisation) with { Organisation = organisation, Key = organisation.Id.ToString(CultureInfo.InvariantCulture) }, onDecided);
    }

    /// <summary>Every organisation of <see cref="Party"/>.</summary>
    protected async ValueTask<IReadOnlyList<Organisation>> OrganisationsAsync(ActivityExecutionContext context)
    {
        var party = context.Get(Party) ?? "applicant";
        return await context.PartiesAsync(party, $"the organisations {party} of activity {Id}");
    }

    /// <summary>What this activity has asked and nobody has answered yet.</summary>
    protected static async ValueTask<IReadOnlyList<WorkItem>> UnansweredAsync(ActivityExecutionContext context)
    {
        var open = await context.Db().OpenOf(context.WorkflowExecutionContext.Id, context.CancellationToken);
        return [.. open.Where(i => i.BookmarkId?.StartsWith(context.Id, StringComparison.Ordinal) == true)];
    }

    /// <summary>One answer was enough: the others are no longer asked.</summary>
    protected async ValueTask WithdrawUnansweredAsync(ActivityExecutionContext context)
    {
        var close = context.GetRequiredService<CloseWorkItem>();
        foreach (var item in await UnansweredAsync(context))
            (await close.Withdrawn(item.Id, "answered-by-another", context.CancellationToken)).OrFault($"work item {item.Id} to be withdrawn");
        await EnterAsync(context);
    }

    /// <summary>The end of the last of so many working days: a number, or the call's parameter that holds one. Null when nothing is given.</summary>
    protected static async ValueTask<DateTimeOffset?> WithinAsync(ActivityExecutionContext context, string? days)
    {
        if (string.IsNullOrEmpty(days)) return null;
        var text = (await context.ParameterAsync(days))?.ToString() ?? days;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? ShanghaiTime.EndOf(context.GetRequiredService<WorkingDays>().Add(ShanghaiTime.DayOf(context.Now()), count))
            : throw new InvalidOperationException($"Expected a number of working days, or the name of a parameter of the call that holds one, found {text}. Enter {days} with the call.");
    }

    /// <summary>When the chain goes another way or is cancelled, what was asked is withdrawn from the inboxes.</summary>
    protected override async ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        await base.OnSignalReceivedAsync(signal, context);
        if (signal is not CancelSignal) return;
        var own = context.ReceiverActivityExecutionContext;
        own.Enter(own.Get(Clause));
        foreach (var item in await UnansweredAsync(own))
            (await own.GetRequiredService<CloseWorkItem>().Withdrawn(item.Id, "chain-cancelled", context.CancellationToken)).OrFault($"work item {item.Id} to be withdrawn");
    }

    private async Task<WorkItem> OpenAsync(ActivityExecutionContext context, Question question, string bookmark)
    {
        var chain = context.WorkflowExecutionContext.Workflow.Identity;
        var organisation = question.Organisation ?? await OrganisationAsync(context);
        var due = question.CutOff ?? await DueOfLevelAsync(context) ?? After(context, DueInWorkingDays);
        var reminds = After(context, RemindAfterWorkingDays);
        var opened = await context.GetRequiredService<OpenWorkItem>().Run(
            new NewWorkItem
            {
                Kind = question.Kind ?? GetType().Name,
                CaseId = context.CaseId() is var caseId and not 0 ? caseId : null,
                CallId = context.CallId() is var callId and not 0 ? callId : null,
                OrganisationId = organisation.Id,
                Role = question.PersonId is null ? question.Role ?? RoleOf(context) : null,
                PersonId = question.PersonId,
                Title = WorkTitle(),
                Outcomes = [.. question.Outcomes.Select(o => new WorkItemOutcome(o, OutcomeWords.Of(o)))],
                Request = question.Request,
                Block = question.Block,
                Priority = Math.Max(question.Priority, context.Get(Urgent) ? 1 : 0),
                DueAt = due,
                OutcomeWhenDue = question.OutcomeAtCutOff,
                EscalatesTo = question.OutcomeAtCutOff is null ? Target(context) : EscalationTarget.Nobody,
                RemindsAt = due is null || reminds < due ? reminds : null,
                IsRecallable = question.IsRecallable,
                IsOutsideOpinion = question.IsOutsideOpinion,
                Allows = question.Allows,
                Barred = question.Barred,
                ChainId = chain.DefinitionId,
                DefinitionVersion = chain.Version,
                InstanceId = context.WorkflowExecutionContext.Id,
                ActivityId = Id,
                BookmarkId = bookmark,
            },
            context.CancellationToken);
        return opened.OrFault($"activity {Id} of chain {chain.DefinitionId} to give a {question.Kind ?? GetType().Name} to {context.Get(Role)} at {organisation.FullName}");
    }

    /// <summary>The seat that the activity asks.</summary>
    protected SeatRole RoleOf(ActivityExecutionContext context) => Enum.Parse<SeatRole>(context.Get(Role) ?? nameof(SeatRole.Handler), ignoreCase: true);

    /// <summary>Where the call names a last day for the level that is asked, it is due then; a day that has passed binds nobody any more.</summary>
    private async ValueTask<DateTimeOffset?> DueOfLevelAsync(ActivityExecutionContext context)
    {
        if (context.CaseId() == 0 || !Enum.TryParse<AdminLevel>(context.Get(Party), ignoreCase: true, out var level)) return null;
        return (await context.OwnCallAsync()).LevelDeadlines.TryGetValue(level, out var day) && ShanghaiTime.DayOf(context.Now()) <= day ? ShanghaiTime.EndOf(day) : null;
    }

    private EscalationTarget Target(ActivityExecutionContext context) => context.Get(EscalateTo) is not { Length: > 0 } named ? EscalationTarget.Head
        : Enum.TryParse<EscalationTarget>(named, ignoreCase: true, out var target) ? target
        : throw new InvalidOperationException($"Expected activity {Id} to escalate to head, superior, organiser or nobody, found {named}. Choose one of them.");

    private static DateTimeOffset? After(ActivityExecutionContext context, Input<int> workingDays) =>
        context.Get(workingDays) is > 0 and var days
            ? ShanghaiTime.EndOf(context.GetRequiredService<WorkingDays>().Add(ShanghaiTime.DayOf(context.Now()), days))
            : null;

    /// <summary>What the work item is called: the words on the box, or the activity's own.</summary>
    public Label WorkTitle()
    {
        var own = GetType().GetCustomAttribute<ActivityAttribute>()?.DisplayName ?? GetType().Name;
        var english = GetType().GetCustomAttribute<InEnglishAttribute>()?.Name ?? GetType().Name;
        return new Label(OnBox("displayText") ?? own, OnBox("displayTextEn") ?? english);
    }

    private string? OnBox(string name) => Metadata.TryGetValue(name, out var text) && text?.ToString() is { Length: > 0 } words ? words : null;
}
