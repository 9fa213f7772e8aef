using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities;

/// <summary>
/// 派发任务: opens a case of another chain for each unit it is meant for, once per unit, item and period however often it runs. With a list of items
/// (a parameter of the call, such as the tasks of the work points) each item goes to the units that its 责任单位 mean; an item that names
/// none goes to the units of <c>defaultRecipients</c> and is flagged (R76). A case that is a duty has a receiver, who will accept it.
/// </summary>
[Activity("Approvals", "统计与任务", "为每个对象单位开立一件任务并启动其流程；按事项清单派发时，各事项发给各自的责任单位。重复执行不会重复派发。", DisplayName = "派发任务")]
[InEnglish("Start cases", "Opens a case of another chain for each unit, or for each item of a list and its responsible units; running again starts nothing twice.")]
[FlowNode("Dispatched")]
public sealed class StartCases([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>Chain of the cases. Default: <c>assigned-duty</c>.</summary>
    [Input(DisplayName = "流程", Description = "每件任务走哪条流程。", Order = 0, UIHint = InputUIHints.WorkflowDefinitionPicker, DefaultValue = "assigned-duty")]
    [InEnglish("Chain", "The chain of the cases.")]
    public Input<string> Chain { get; set; } = new("assigned-duty");

    /// <summary>Form of the cases. Default: the call's.</summary>
    [Input(DisplayName = "表单", Description = "任务要填的表单；不填则用批次的表单。", Order = 1, UIHint = InputUIHints.DropDown, UIHandler = typeof(FormChoices))]
    [InEnglish("Form", "The form of the cases; empty: the call's.")]
    public Input<string?> FormKey { get; set; } = new("");

    /// <summary><c>audience</c>: whom the call addresses; otherwise a party. Default: the audience.</summary>
    [Input(DisplayName = "对象", Description = "发给谁：批次的发文范围，或某一方。", Order = 2, UIHint = InputUIHints.DropDown, UIHandler = typeof(RecipientChoices), DefaultValue = "audience")]
    [InEnglish("Recipients", "To whom: the audience of the call, or a party.")]
    public Input<string> Recipients { get; set; } = new("audience");

    /// <summary>Ids of the units, given by an expression; they stand in place of <see cref="Recipients"/>. Default: none.</summary>
    [Input(DisplayName = "单位", Description = "用表达式给出的单位编号，代替“对象”。", Order = 3, UIHint = InputUIHints.MultiText)]
    [InEnglish("Units", "Ids of the units by an expression, in place of the recipients.")]
    public Input<ICollection<string>> Units { get; set; } = new([]);

    /// <summary>Id of the one organisation that gets the case; it stands in place of <see cref="Recipients"/>. Default: none.</summary>
    [Input(DisplayName = "指定单位", Description = "只发给这一个单位，代替“对象”；不填则按“对象”。", Order = 3, UIHint = InputUIHints.DropDown, UIHandler = typeof(OrganisationChoices))]
    [InEnglish("Unit", "The one organisation that gets the case, in place of the recipients; empty: the recipients.")]
    public Input<string?> Unit { get; set; } = new("");

    /// <summary>Name of the call's parameter that lists the items. Default: none, one case per unit.</summary>
    [Input(DisplayName = "事项清单", Description = "批次参数的名称，其中列出各事项及其责任单位；不填则每单位一件。", Order = 4)]
    [InEnglish("Items", "The call's parameter that lists the items with their responsible units; empty: one case per unit.")]
    public Input<string?> Items { get; set; } = new("");

    /// <summary>Only items whose member <c>link</c> is this. Default: every item.</summary>
    [Input(DisplayName = "只派发关联事项", Description = "只派发清单中“关联流程”为此值的事项；不填则全部派发。", Order = 5)]
    [InEnglish("Only linked", "Only the items that are linked to this; empty: all of them.")]
    public Input<string?> OnlyLinked { get; set; } = new("");

    /// <summary>Kind of duty, e.g. <c>workPoint</c>. Default: none, the cases are no duties.</summary>
    [Input(DisplayName = "责任任务类别", Description = "登记为哪一类责任任务；不填则不登记。", Order = 6, UIHint = InputUIHints.DropDown, UIHandler = typeof(DutyChoices))]
    [InEnglish("Duty", "The kind of duty that the cases are; empty: they are none.")]
    public Input<string?> Duty { get; set; } = new("");

    /// <summary>Who accepts the duty: <c>guidanceParent</c> (the centre above the unit), or a party. Default: whoever has the call assessed.</summary>
    [Input(DisplayName = "接收方", Description = "由谁验收：单位的指导上级，或某一方。", Order = 7, UIHint = InputUIHints.DropDown, UIHandler = typeof(ReceiverChoices), DefaultValue = "projectGroup")]
    [InEnglish("Receiver", "Who accepts the duty: the unit's guidance parent, or a party.")]
    public Input<string> Receiver { get; set; } = new("projectGroup");

    /// <summary>Part of the year, e.g. <c>2023-H2</c>; each period is dispatched anew. Default: none.</summary>
    [Input(DisplayName = "期间", Description = "如半年度；每一期间各派发一次。", Order = 8)]
    [InEnglish("Period", "Part of the year; each period is dispatched once.")]
    public Input<string?> Period { get; set; } = new("");

    /// <summary>Last day: a date, a day of the year (<c>MM-dd</c>, the next one), or the name of the call's parameter that holds one. Default: the call's closing day.</summary>
    [Input(DisplayName = "期限", Description = "日期、每年的某月某日，或批次参数的名称；不填则为批次截止日。", Order = 9)]
    [InEnglish("Due", "A date, a day of the year, or the call's parameter that holds one; empty: the call's closing day.")]
    public Input<string?> Due { get; set; } = new("");

    /// <summary>What the unit reads as the title. Default: the name of the call.</summary>
    [Input(DisplayName = "标题", Description = "任务的名称；按清单派发时为事项内容。", Order = 10)]
    [InEnglish("Title", "What the case is called; with a list of items, the item's own text.")]
    public Input<string?> Title { get; set; } = new("");

    /// <summary>Name of the call's parameter that names the call under which the cases are opened. Default: none, or where the call has no such parameter: this call.</summary>
    [Input(DisplayName = "所属批次", Description = "批次参数的名称，其值为任务所属批次的代码；不填则属于本批次。", Order = 11)]
    [InEnglish("Under call", "The call's parameter that names the call under which the cases are opened; empty: this one.")]
    public Input<string?> UnderCall { get; set; } = new("");

    /// <summary>Code of the call under which the cases are opened; it stands in place of <see cref="UnderCall"/>. Default: none.</summary>
    [Input(DisplayName = "指定批次", Description = "任务属于这一批次，代替“所属批次”；不填则按“所属批次”。", Order = 11, UIHint = InputUIHints.DropDown, UIHandler = typeof(CallChoices))]
    [InEnglish("Call", "The call under which the cases are opened, in place of “Under call”; empty: as that says.")]
    public Input<string?> CallCode { get; set; } = new("");

    /// <summary>
    /// Name of the call's parameter, or of an item's member, that lists the codes of several calls. A case is opened under each of them that is open, with that call's title, deadline and
    /// given values, as if the unit had answered it; where none is open, none is. Default: none, see <see cref="UnderCall"/>.
    /// </summary>
    [Input(DisplayName = "所属批次（多个）", Description = "批次参数或事项成员的名称，其中列出几个批次的代码：在每个正在受理的批次各开立一件；没有正在受理的，不开立。", Order = 11)]
    [InEnglish("Under calls", "The call's parameter, or an item's member, that lists calls: one case under each that is open, none where none is.")]
    public Input<string?> UnderCalls { get; set; } = new("");

    /// <summary>First values of the form, by field. Default: none; an item gives its own members.</summary>
    [Input(DisplayName = "预填内容", Description = "预填到表单的内容，按字段名。", Order = 12, UIHint = InputUIHints.Dictionary)]
    [InEnglish("Parameters", "First values of the form, by field.")]
    public Input<IDictionary<string, object>> Parameters { get; set; } = new(new Dictionary<string, object>());

    /// <summary>Whether it goes on only when every case has ended. Default no.</summary>
    [Input(DisplayName = "等待办结", Description = "是否等到所派发的任务全部办结再继续。", Order = 13, DefaultValue = false)]
    [InEnglish("Wait", "Whether it goes on only when every case has ended.")]
    public Input<bool> Wait { get; set; } = new(false);

    /// <summary>Name of the call's parameter that holds further first values of the form. Default: none.</summary>
    [Input(DisplayName = "预填参数", Description = "批次参数的名称，其中是预填到表单的内容；不填则无。", Order = 14)]
    [InEnglish("Given by", "The call's parameter that holds further first values of the form; empty: none.")]
    public Input<string?> GivenBy { get; set; } = new("");

    /// <summary>Status of the case that ended last, e.g. <c>dispatched</c>, where it waits.</summary>
    [Output(DisplayName = "办结状态", Description = "等待办结时，最后办结的任务的状态。")]
    [InEnglish("Result", "Status of the case that ended last, where it waits.")]
    public Output<string> Result { get; set; } = new();

    /// <summary>The name under which a waiting dispatch is found.</summary>
    internal const string TypeName = "Approvals.StartCases";

    /// <summary>How many cases were opened now.</summary>
    [Output(DisplayName = "派发件数", Description = "本次新开立的件数。")]
    [InEnglish("Count", "How many cases were opened now.")]
    public Output<int> Count { get; set; } = new();

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var own = await OwnAsync(context);
        IReadOnlyList<Call>? one = IsOfSeveral(context) ? null : [await UnderAsync(context, own)];
        var orders = await OrdersAsync(context, own);
        var opened = new List<string>();
        foreach (var order in orders)
            foreach (var under in one ?? await SeveralAsync(context, own, order.Item))
                foreach (var unit in order.Units)
                    if (await OpenAsync(context, own, under, one is null ? order.Of(under) : order, unit) is { } item) opened.Add(item.Number);

        Count.Set(context, opened.Count);
        await context.AuditAsync("cases.dispatched", new AuditDetail
        {
            Outcome = opened.Count.ToString(CultureInfo.InvariantCulture), Clause = "R75", After = opened.Count == 0 ? null : $"{opened[0]}–{opened[^1]}", Comment = context.Get(Chain),
        });
        if (context.Get(Wait)) await WaitAsync(context);
        else await context.CompleteActivityWithOutcomesAsync("Dispatched");
    }

    /// <summary>The dispatch that opened the case of a key: the key without its item and unit.</summary>
    internal static string Dispatch(string key) => string.Join('/', key.Split('/').Take(3));

    /// <summary>Goes on when all have ended; otherwise waits for the next one that does.</summary>
    private async ValueTask WaitAsync(ActivityExecutionContext context)
    {
        var several = IsOfSeveral(context);
        var own = await OwnAsync(context);
        var (under, prefix) = (await UnderAsync(context, own), Prefix(context, own));
        var stored = await context.Db().Cases.Where(c => (several || c.CallId == under.Id) && c.Key!.StartsWith(prefix + "/")).ToListAsync(context.CancellationToken);
        var cases = stored.Concat(context.Db().Cases.Local.Where(c => (several || c.CallId == under.Id) && c.Key?.StartsWith(prefix + "/", StringComparison.Ordinal) == true)).DistinctBy(c => c.Id).ToList();
        if (cases.TrueForAll(c => c.ClosedAt is not null))
        {
            if (cases.MaxBy(c => c.ClosedAt) is { } last) Result.Set(context, JsonNamingPolicy.CamelCase.ConvertName(last.Status.ToString()));
            await context.CompleteActivityWithOutcomesAsync("Dispatched");
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = TypeName, Stimulus = new CasesClosedStimulus(prefix), Callback = OnClosedAsync });
    }

    private async ValueTask OnClosedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        await WaitAsync(context);
    }

    private static async Task<Call> OwnAsync(ActivityExecutionContext context) =>
        context.CaseId() != 0 ? (await context.CaseAsync()).Call! : await context.NationalCallAsync();

    private string Prefix(ActivityExecutionContext context, Call own) =>
        string.Join('/', context.CaseId() is var id and not 0 ? id.ToString(CultureInfo.InvariantCulture) : own.Code, Id, context.Get(Period) ?? "");

    /// <summary>Opens the case and queues its chain; null when it was there already.</summary>
    private async Task<Case?> OpenAsync(ActivityExecutionContext context, Call own, Call under, Order order, Organisation unit)
    {
        var (chain, period, kind) = (context.Get(Chain)!, context.Get(Period) ?? "", KindOf(context, order));
        // Under a call of its own it stands for itself, as one that the unit began there.
        var parent = !IsOfSeveral(context) && context.CaseId() is var id and not 0 ? id : (long?)null;
        var instance = context.WorkflowExecutionContext.IdentityGenerator.GenerateId();
        var key = string.Join('/', Prefix(context, own), order.No, unit.Id.ToString(CultureInfo.InvariantCulture));
        var form = kind is null ? context.Get(FormKey) : order.FormKey ?? context.Get(FormKey);
        var asked = new NewChildCase(key, chain, instance, order.Title, order.DueAt, form is { Length: > 0 } ? form : null, parent) { Parameters = order.Parameters };
        var (item, isNew) = await context.GetRequiredService<OpenCase>().Run(under, unit, asked, context.CancellationToken);
        if (!isNew) return null;

        if (kind is { } duty)
        {
            var receiver = await ReceiverAsync(context, own, unit);
            await context.GetRequiredService<AssignDuty>().Run(
                item, YearOf(period, own), new NewDuty(duty, receiver.Id, order.Title, period, order.No, order.Deliverable, order.Flag), context.CancellationToken);
        }

        await context.DispatchAsync(item, order.Parameters);
        return item;
    }

    /// <summary>What kind of duty the case is: the item's own, or the activity's; null where the activity starts no duties.</summary>
    private DutyKind? KindOf(ActivityExecutionContext context, Order order) =>
        Enum.TryParse<DutyKind>(context.Get(Duty), ignoreCase: true, out var kind) ? order.Kind ?? kind : null;

    private async Task<Call> UnderAsync(ActivityExecutionContext context, Call own)
    {
        if (context.Get(CallCode) is { Length: > 0 } chosen)
            return await context.Db().FindCall(chosen, context.CancellationToken) ?? throw new InvalidOperationException($"Expected a call {chosen}, as activity {Id} says, found none. Choose another one.");
        if (context.Get(UnderCall) is not { Length: > 0 } parameter) return own;
        if (own.Parameters[parameter]?.ToString() is not { Length: > 0 } code) return own;
        return await context.Db().FindCall(code, context.CancellationToken) ?? throw new InvalidOperationException($"Expected a call {code}, as the parameter {parameter} of {own.Code} says, found none.");
    }

    private bool IsOfSeveral(ActivityExecutionContext context) => context.Get(UnderCalls) is { Length: > 0 };

    /// <summary>Those of the named calls that are open, in the order in which they are named.</summary>
    private async Task<IReadOnlyList<Call>> SeveralAsync(ActivityExecutionContext context, Call own, JsonObject? item)
    {
        var name = context.Get(UnderCalls)!;
        var codes = ((item?[name] ?? own.Parameters[name]) as JsonArray ?? []).Select(code => code?.ToString() ?? "").ToList();
        var found = await context.Db().Calls.Where(c => codes.Contains(c.Code)).ToListAsync(context.CancellationToken);
        if (codes.Find(code => found.TrueForAll(c => c.Code != code)) is { } missing)
            throw new InvalidOperationException($"Expected a call {missing}, as {name} of {own.Code} says, found none. Correct the parameter.");
        return [.. found.Where(c => c.Status == CallStatus.Open && c.IsInTime(context.Now())).OrderBy(c => codes.IndexOf(c.Code))];
    }

    private async Task<IReadOnlyList<Order>> OrdersAsync(ActivityExecutionContext context, Call own)
    {
        var due = DueAt(context, own, context.Get(Due));
        var given = new JsonObject((context.Get(Parameters) ?? new Dictionary<string, object>()).Select(p => KeyValuePair.Create(p.Key, JsonSerializer.SerializeToNode(p.Value))));
        if (context.Get(GivenBy) is { Length: > 0 } source && own.Parameters[source] is JsonObject further)
            foreach (var (name, value) in further) given[name] = value?.DeepClone();
        if (context.Get(Items) is not { Length: > 0 } items)
        {
            var title = context.Get(Title) is { Length: > 0 } words ? words : own.Title;
            return [new Order("", title, null, null, await UnitsAsync(context, own), due, given)];
        }

        var list = own.Parameters[items] as JsonArray ?? throw new InvalidOperationException(
            $"Expected the parameter {items} of call {own.Code} to be a list of items, found {own.Parameters[items]?.GetValueKind().ToString() ?? "nothing"}. Enter the items with the call.");
        var linked = context.Get(OnlyLinked);
        var orders = new List<Order>();
        foreach (var item in list.OfType<JsonObject>().Where(i => string.IsNullOrEmpty(linked) || i["link"]?.ToString() == linked))
            orders.Add(await OrderAsync(context, own, item, due, given));
        return orders;
    }

    private async Task<Order> OrderAsync(ActivityExecutionContext context, Call own, JsonObject item, DateTimeOffset due, JsonObject given)
    {
        var task = DutyItem.Read(item, own);
        var day = ShanghaiTime.DayOf(context.Now());
        var meant = await context.GetRequiredService<Approvals.Calls.Recipients>().Find(task.Recipients, day, context.CancellationToken);
        var units = own.Audience is { } audience
            ? meant.IntersectBy((await context.GetRequiredService<Approvals.Calls.Recipients>().Find(audience, day, context.CancellationToken)).Select(o => o.Id), o => o.Id)
            : meant.Where(o => own.Covers(o.AreaCode));
        var values = (JsonObject)given.DeepClone();
        foreach (var (name, value) in task.Fields) values[name] = value?.DeepClone();
        return new Order(task.No, $"{task.No} {task.Text}".Trim(), task.Deliverable, task.Flag, [.. units], task.Due is null ? due : DueAt(context, own, task.Due), values)
        {
            Item = item, Kind = task.Kind, FormKey = task.FormKey,
        };
    }

    private async Task<IReadOnlyList<Organisation>> UnitsAsync(ActivityExecutionContext context, Call own)
    {
        if ((context.Get(Unit) is { Length: > 0 } chosen ? [chosen] : context.Get(Units)) is { Count: > 0 } ids)
        {
            var found = new List<Organisation>();
            foreach (var text in ids)
                found.Add(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && await context.Db().Organisations.FindAsync([id], context.CancellationToken) is { } unit
                    ? unit
                    : throw new InvalidOperationException($"Expected ids of organisations as the units of activity {Id}, found {text}. Correct the expression."));
            return found;
        }

        if (context.Get(Recipients) is not ("" or "audience" or null) and var party) return await context.PartiesAsync(party, $"the recipients {party}");
        if (own.Audience is not { } audience) throw new InvalidOperationException($"Expected call {own.Code} to say whom it addresses, found nothing. Enter its audience, or choose a party in activity {Id}.");
        return await context.GetRequiredService<Approvals.Calls.Recipients>().Find(audience, ShanghaiTime.DayOf(context.Now()), context.CancellationToken);
    }

    /// <summary>
    /// The receiver of one unit's duty. Nobody accepts what is its own: what the leader unit of a community owes its leader unit goes to whoever has the call assessed, as does
    /// what a centre owes that has none above it; and what that body owes goes to its own superior.
    /// </summary>
    private async Task<Organisation> ReceiverAsync(ActivityExecutionContext context, Call own, Organisation unit)
    {
        if (context.Get(Receiver) is not "guidanceParent" and var party)
        {
            if (await context.PartyAsync(party ?? Parties.ProjectGroup) is { } receiver && receiver.Id != unit.Id) return receiver;
        }
        else if (unit.GuidanceParentId is { } above && await context.Db().Organisations.FindAsync([above], context.CancellationToken) is { } parent) return parent;
        if ((own.AssessById ?? (await context.NationalCallAsync()).AssessById) is not null && await context.PartyAsync(Parties.ProjectGroup) is { } assessor && assessor.Id != unit.Id) return assessor;
        return (await context.GetRequiredService<Parties>().SuperiorOf(unit, context.CancellationToken)).OrFault($"somebody above {unit.FullName} who accepts its duty; enter its superior").Organisation;
    }

    private static int YearOf(string period, Call own) =>
        period.Length >= 4 && int.TryParse(period.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : own.Year;

    private DateTimeOffset DueAt(ActivityExecutionContext context, Call own, string? due)
    {
        if (string.IsNullOrEmpty(due)) return own.ClosesAt;
        var text = own.Parameters[due]?.ToString() ?? due;
        var today = ShanghaiTime.DayOf(context.Now());
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return ShanghaiTime.EndOf(day);
        if (DateOnly.TryParseExact($"2000-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var yearly))
        {
            var coming = new DateOnly(today.Year, yearly.Month, Math.Min(yearly.Day, DateTime.DaysInMonth(today.Year, yearly.Month)));
            return ShanghaiTime.EndOf(coming < today ? coming.AddYears(1) : coming);
        }

        throw new InvalidOperationException($"Expected a date (yyyy-MM-dd), a day of the year (MM-dd) or a parameter of call {own.Code} that holds one as the due date of activity {Id}, found {text}. Correct it.");
    }

    /// <summary>One item and the units it goes to.</summary>
    private sealed record Order(
        string No, string Title, string? Deliverable, string? Flag, IReadOnlyList<Organisation> Units, DateTimeOffset DueAt, JsonObject Parameters)
    {
        public JsonObject? Item { get; init; }
        public DutyKind? Kind { get; init; }

        /// <summary>The form of the duty, where it is not that of the activity.</summary>
        public string? FormKey { get; init; }

        /// <summary>The same as a case of another call: what it is called, when it is due and what it is given are that call's.</summary>
        public Order Of(Call call) => this with { Title = call.Title, DueAt = call.ClosesAt, Parameters = [] };
    }
}
