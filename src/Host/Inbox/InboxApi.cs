using System.Text.Json.Nodes;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Api;
using Workflows.Host.Parts;
using Workflows.Host.Refusals;

namespace Workflows.Host.Inbox;

/// <summary>A person's answer to a work item.</summary>
/// <param name="Outcome">Name of one of the work item's outcomes.</param>
/// <param name="Comment">The opinion, reason or remark.</param>
/// <param name="Data">What the kind of work asks for, e.g. <c>{ "form": {…} }</c> or <c>{ "sealId": "…" }</c>.</param>
public sealed record Answer(string Outcome, string? Comment = null, JsonObject? Data = null);

/// <summary>When the paper and the electronic version arrived.</summary>
public sealed record Arrival(DateTimeOffset? PaperReceivedAt = null, DateTimeOffset? ElectronicReceivedAt = null, string? Comment = null);

/// <summary>What is said with a reminder.</summary>
public sealed record Reminder(string? Comment = null);

/// <summary>To whom a work item goes.</summary>
/// <param name="SeatId">One of the seats that <c>colleagues</c> names.</param>
/// <param name="PersonId">Who of the seat; empty: everybody on it.</param>
/// <param name="Words">Why, or what is asked.</param>
/// <param name="Opinion">Only for signing after: the own opinion.</param>
/// <param name="Attachments">Only for signing after: files that go with it.</param>
public sealed record Passing(long? SeatId = null, long? PersonId = null, string? Words = null, string? Opinion = null, IReadOnlyList<long>? Attachments = null);

/// <summary>To which earlier step a case is returned.</summary>
/// <param name="To">The activity of one of the steps that <c>steps</c> names.</param>
/// <param name="Attachments">Files that go with the opinion.</param>
public sealed record Returning(string To, ResumePoint Resume = ResumePoint.Continue, string? Comment = null, IReadOnlyList<long>? Attachments = null);

/// <summary>An earlier step of the same chain.</summary>
public sealed record EarlierStep(string ActivityId, Label Title, string? Organisation, DateTimeOffset DecidedAt);

/// <summary>Before whom a case is put to read.</summary>
public sealed record Circulation(IReadOnlyList<Reader> Readers, string? Note = null);

/// <summary>To which organisations a case is copied.</summary>
public sealed record Copying(IReadOnlyList<long> OrganisationIds, string? Note = null);

/// <param name="PersonId">Empty: everybody on the seat.</param>
public sealed record Reader(long SeatId, long? PersonId = null);

internal static class InboxApi
{
    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("/work-items").WithTags("Work items");

        items.MapGet("", async (
            Caller caller, ReadInbox read, TimeProvider clock, string? after, int? take, long? callId, string? kind, string? chainId, long? unitId, Named<AdminLevel>? level, Named<DueWithin>? due, bool? urgent, string? text,
            Named<InboxSort>? sort, CancellationToken cancellation) =>
        {
            var filter = new InboxFilter
            {
                After = PageKey.Read(after) is { } key ? new InboxCursor(key.At, key.Id, key.Priority) : null, Size = take ?? 20,
                CallId = callId, Kind = kind, ChainId = chainId, UnitId = unitId, Level = level?.Value, DueBy = due?.Value.By(clock.GetUtcNow()), IsUrgent = urgent ?? false, Text = text, Sort = sort?.Value ?? InboxSort.Newest,
            };
            var page = await read.Run(caller.PersonId, filter, cancellation);
            return new InboxLines([.. page.Rows.Select(r => InboxLine.Of(r, caller.PersonId))], page.Next is { } n ? PageKey.Write(n.At, n.WorkItemId, n.Priority) : null, page.Count, page.IsCapped);
        }).WithSummary("Open work of the caller and the caller's seats").WithDescription(
            "Continue with `after` = `next` of the page before, in the same order; `take` 1–200, default 20. Filter by call, kind, chain, unit (whom the work is about), its administrative level, due date (each includes what is overdue), "
            + "urgency (priority above 0), or a part of title, unit or case number. `sort`: `newest` (default), `oldest`, `due`, `priority`.");

        items.MapGet("/counts", async (Caller caller, CountInbox inbox, CancellationToken cancellation) =>
        {
            var count = await inbox.Run(caller.PersonId, cancellation);
            return new InboxCounts(count.Total, count.IsCapped, new SortedDictionary<string, int>(count.ByKind.ToDictionary(), StringComparer.Ordinal));
        }).WithSummary("How much open work there is, by kind").WithDescription("Counted up to 1,000 per seat; `isCapped` says that there is more.");

        items.MapGet("/finished", async (Caller caller, ReadFinished read, string? after, int? take, string? text, CancellationToken cancellation) =>
        {
            var from = PageKey.Read(after) is { } key ? new FinishedCursor(key.At, key.Id) : null;
            var page = await read.Run(caller.PersonId, from, take ?? 20, text, cancellation);
            return new FinishedLines([.. page.Rows.Select(FinishedLine.Of)], page.Next is { } n ? PageKey.Write(n.FinishedAt, n.WorkItemId) : null);
        }).WithSummary("What the caller has decided, the latest first");

        items.MapGet("/started", async (Caller caller, ReadStarted read, long? after, int? take, string? text, CancellationToken cancellation) =>
            await read.Run(caller, after, Math.Clamp(take ?? 30, 1, 200), text, cancellation)).WithSummary("What the caller's units have started, the newest first").WithDescription("Continue with `after` = id of the last line.");

        api.MapGet("/copies", async (Caller caller, ReadCopies read, long? after, int? take, string? text, CancellationToken cancellation) =>
            await read.Run(caller, after, Math.Clamp(take ?? 30, 1, 200), text, cancellation)).WithTags("Copies").WithSummary("What was copied to the caller's organisations to read, the newest first").WithDescription("`kind` is `up` for 抄报, `to` for 抄送 and `reminder` where a call reminds a unit that has not answered it. Nothing is asked of the reader. Continue with `after` = id of the last line.");

        api.MapPost("/copies/{id:long}/read", async (long id, Caller caller, MarkCopyRead mark, HttpContext context, CancellationToken cancellation) =>
            (await mark.Run(caller, id, cancellation)).Answer(context)).WithTags("Copies").Produces(204).WithSummary("Say that a copy was read");

        items.MapGet("/escalated", async (Caller caller, ReadEscalations read, string? text, CancellationToken cancellation) => await read.Run(caller, text, cancellation))
            .WithSummary("Overdue work of others that was put before the caller (R23)").WithDescription("The open ones first. The clock put it there; the decision stays with whom it was asked.");

        items.MapPost("/{id:long}/reminder", async (long id, Reminder reminder, Caller caller, UrgeWorkItem urge, HttpContext context, CancellationToken cancellation) =>
            (await urge.Run(caller, id, reminder.Comment, cancellation)).Answer(context)).Produces(204).WithSummary("Remind whoever has an open work item")
            .WithDescription("For the organisers of the call and the seat before which it was put; once a day (`work-item.reminded-today`).");

        items.MapGet("/{id:long}", async (long id, Caller caller, ReadWorkItem read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, id, cancellation)).OrUnknown(context, "work-item", id)).Produces<WorkItemView>().WithSummary("One work item, open or finished");

        items.MapPost("/{id:long}/claim", async (long id, Caller caller, HoldWorkItem hold, HttpContext context, CancellationToken cancellation) =>
            (await hold.Claim(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Take a work item of the own seat").WithDescription("It leaves the inboxes of the others who hold the seat.");

        items.MapPost("/{id:long}/release", async (long id, Caller caller, HoldWorkItem hold, HttpContext context, CancellationToken cancellation) =>
            (await hold.Release(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Give a claimed work item back to the seat");

        items.MapPost("/{id:long}/decision", async (long id, Answer answer, Caller caller, DecideWorkItem decide, HttpContext context, CancellationToken cancellation) =>
            (await decide.Run(caller, id, new Decision(answer.Outcome, answer.Comment, answer.Data), cancellation)).Answer(context))
            .Produces(204).WithSummary("Decide a work item")
            .WithDescription("Of two decisions on the same work item one wins; the other is refused with `work-item.not-open` (409). A form that breaks its rules is refused with `form.invalid` (422), each finding in `findings`, and is kept as the draft. Files that go with an opinion are handed in before (`/cases/{id}/attachments?workItemId=`) and named in `data.attachments`.");

        items.MapPost("/decisions", async (IReadOnlyList<TogetherAnswer> answers, Caller caller, DecideTogether together, HttpContext context, CancellationToken cancellation) =>
            (await together.Run(caller, answers, cancellation: cancellation)).Answer(context)).Produces<IReadOnlyList<TogetherResult>>().WithSummary("批量办理: decide several work items, each by itself")
            .WithDescription("At most 50, where the step allows it. Each is decided in a transaction of its own; one result per work item says `isDecided`, or the code and sentence of the refusal. A return and a rejection need their own comment.");

        items.MapGet("/{id:long}/colleagues", async (long id, Caller caller, ReadColleagues read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, id, cancellation)).OrUnknown(context, "work-item", id)).Produces<IReadOnlyList<Colleague>>().WithSummary("To whom the work item can be handed, and who can be asked")
            .WithDescription("The own organisation first. Only a question goes to another organisation: a block is of one organisation (R25).");

        items.MapGet("/{id:long}/steps", async (long id, Caller caller, ReadWorkItem read, ApprovalsDb db, HttpContext context, CancellationToken cancellation) =>
            await read.Run(caller, id, cancellation) is { } item
                ? Results.Ok((await ReturnWorkItem.Steps(db, item.CaseId, item.InstanceId, item.ActivityId, cancellation)).Select(step => new EarlierStep(step.ActivityId!, step.Title, step.Organisation?.FullName, step.FinishedAt)))
                : context.Unknown("work-item", id)).Produces<IReadOnlyList<EarlierStep>>().WithSummary("The earlier opinions to which it can be returned");

        items.MapPost("/{id:long}/transfer", async (long id, Passing to, Caller caller, PassWorkItem pass, HttpContext context, CancellationToken cancellation) =>
            (await pass.Transfer(caller, id, to.SeatId ?? 0, to.PersonId, to.Words, cancellation)).Answer(context)).Produces(204).WithSummary("转办: hand the work item to another person or seat of the organisation, for good");

        items.MapPost("/{id:long}/companions/{kind}", async (long id, Named<CompanionKind> kind, Passing to, Caller caller, PassWorkItem pass, HttpContext context, CancellationToken cancellation) =>
            (kind.Value == CompanionKind.SignAfter
                ? await pass.PassOn(caller, id, to.SeatId ?? 0, to.PersonId, to.Opinion, to.Words, to.Attachments, cancellation)
                : await pass.Ask(caller, id, kind.Value, to.SeatId, to.PersonId, to.Words, cancellation)).Answer(context)).Produces(204).WithSummary("Ask another beside the work item")
            .WithDescription("`Delegated` 委派: says what should be decided, then it comes back. `SignBefore` 前加签: gives an opinion first. `SignAfter` 后加签: the caller approves and the other decides after. `Question` 沟通. `Supplement` 暂停等待补正: asks the applicant, and the clock stands still.");

        items.MapDelete("/{id:long}/companions/{companionId:long}", async (long id, long companionId, Caller caller, PassWorkItem pass, HttpContext context, CancellationToken cancellation) =>
            (await pass.TakeAway(caller, companionId, cancellation)).Answer(context)).Produces(204).WithSummary("Take back what was asked (减签, 收回委派)").WithDescription("Only whoever asked. Where the other was to sign after, the step is decided as it stood before.");

        items.MapPost("/{id:long}/return", async (long id, Returning to, Caller caller, ReturnWorkItem back, HttpContext context, CancellationToken cancellation) =>
            (await back.Run(caller, id, to.To, to.Resume, to.Comment, to.Attachments, cancellation)).Answer(context)).Produces(204).WithSummary("Return to an earlier step")
            .WithDescription("`resume` is a choice of its own: `continue` comes back to this step, `again` runs the chain again from there and voids what was given since. To the applicant: decide with `Return`, and `data.resume` = `again` where every step is to be taken again.");

        items.MapPost("/{id:long}/take-back", async (long id, Caller caller, TakeBackDecision back, HttpContext context, CancellationToken cancellation) =>
            (await back.Run(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("拿回: take the own decision back").WithDescription("While nobody has opened what came next (`work-item.moved-on`).");

        items.MapPost("/{id:long}/seen", async (long id, Caller caller, PassWorkItem pass, HttpContext context, CancellationToken cancellation) =>
            (await pass.See(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Say that the work item was opened").WithDescription("From then on the decision before it is not taken back.");

        items.MapPost("/{id:long}/circulation", async (long id, Circulation to, Caller caller, CirculateCase circulate, HttpContext context, CancellationToken cancellation) =>
            (await circulate.Run(caller, id, [.. to.Readers.Select(r => (r.SeatId, r.PersonId))], to.Note, cancellation)).Answer(context)).Produces(204).WithSummary("传阅: put the case before colleagues to read").WithDescription("Each confirms under `/copies`; the case shows who has read it.");

        items.MapGet("/{id:long}/copy-recipients", async (long id, Caller caller, CopyCase copy, HttpContext context, CancellationToken cancellation) =>
            (await copy.Recipients(caller, id, cancellation)).OrUnknown(context, "work-item", id)).Produces<IReadOnlyList<CopyRecipient>>().WithSummary("To which organisations the case can be copied");

        items.MapPost("/{id:long}/copies", async (long id, Copying to, Caller caller, CopyCase copy, HttpContext context, CancellationToken cancellation) =>
            (await copy.Run(caller, id, to.OrganisationIds, to.Note, cancellation)).Answer(context)).Produces(204).WithSummary("抄送: send the case to organisations to read").WithDescription("Somebody there confirms under `/copies`. A copy gives sight of the case, so it goes only to the organisations that `copy-recipients` names.");

        var phrases = api.MapGroup("/me/phrases").WithTags("Work items");
        phrases.MapGet("", async (Caller caller, Phrases mine, CancellationToken cancellation) => await mine.Mine(caller, cancellation)).WithSummary("常用意见: the caller's own phrases");
        phrases.MapPost("", async (NewPhrase phrase, Caller caller, Phrases mine, HttpContext context, CancellationToken cancellation) =>
            (await mine.Keep(caller, phrase.Text, cancellation)).Answer(context)).Produces(204).WithSummary("Keep a phrase");
        phrases.MapDelete("/{id:long}", async (long id, Caller caller, Phrases mine, HttpContext context, CancellationToken cancellation) =>
            (await mine.Drop(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Drop a phrase");

        var views = api.MapGroup("/me/views").WithTags("Work items");
        views.MapGet("", async (Caller caller, SavedViews mine, CancellationToken cancellation) => await mine.Mine(caller, cancellation)).WithSummary("常用视图: the caller's own views of the inbox");
        views.MapPost("", async (NewView view, Caller caller, SavedViews mine, HttpContext context, CancellationToken cancellation) =>
            (await mine.Keep(caller, view.Name, view.Query, cancellation)).Answer(context)).Produces(204).WithSummary("Keep a view").WithDescription("`query` is what follows `/inbox?` in the address of the page: `tab`, `q`, `call`, `kind`, `chain`, `unit`, `level`, `due`, `urgent`, `sort`. One of the same name is replaced.");
        views.MapDelete("/{id:long}", async (long id, Caller caller, SavedViews mine, HttpContext context, CancellationToken cancellation) =>
            (await mine.Drop(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Drop a view");

        items.MapPost("/hand-over", async (HandingOver asked, Caller caller, HandOver handOver, HttpContext context, CancellationToken cancellation) =>
            (await handOver.Run(caller, asked, cancellation)).Answer(context)).Produces<HandedOver>().WithSummary("离职转办: hand over everything that a person has open at an organisation")
            .WithDescription("For administrators of the organisation. What the person took or was given, and what is offered to a seat that nobody else holds; seals and experts' scores stay.");

        items.MapPost("/{id:long}/materials", async (long id, Arrival arrival, Caller caller, DecideWorkItem decide, HttpContext context, CancellationToken cancellation) =>
        {
            var data = new JsonObject { ["paperReceivedAt"] = arrival.PaperReceivedAt?.ToString("O"), ["electronicReceivedAt"] = arrival.ElectronicReceivedAt?.ToString("O") };
            return (await decide.Run(caller, id, new Decision("Accepted", arrival.Comment, data), cancellation)).Answer(context);
        }).Produces(204).WithSummary("Register what arrived").WithDescription("The same as deciding a `ReceiveMaterials` work item with `Accepted`. Complete is only what came in every form that the call asks for; the later date counts.");
    }
}
