using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
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
public sealed record Passing(long? SeatId = null, long? PersonId = null, string? Words = null, string? Opinion = null);

/// <summary>To which earlier step a case is returned.</summary>
/// <param name="To">The activity of one of the steps that <c>steps</c> names.</param>
public sealed record Returning(string To, ResumePoint Resume = ResumePoint.Continue, string? Comment = null);

/// <summary>An earlier step of the same chain.</summary>
public sealed record EarlierStep(string ActivityId, Label Title, string? Organisation, DateTimeOffset DecidedAt);

/// <summary>Before whom a case is put to read.</summary>
public sealed record Circulation(IReadOnlyList<Reader> Readers, string? Note = null);

/// <param name="PersonId">Empty: everybody on the seat.</param>
public sealed record Reader(long SeatId, long? PersonId = null);

internal static class InboxApi
{
    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("/work-items").WithTags("Work items");

        items.MapGet("", async (Caller caller, ReadInbox read, string? after, int? take, long? callId, string? kind, string? text, CancellationToken cancellation) =>
        {
            var from = PageKey.Read(after) is { } key ? new InboxCursor(key.At, key.Id) : null;
            var page = await read.Run(caller.PersonId, new InboxFilter { After = from, Size = take ?? 20, CallId = callId, Kind = kind, Text = text }, cancellation);
            return new InboxLines([.. page.Rows.Select(r => InboxLine.Of(r, caller.PersonId))], page.Next is { } n ? PageKey.Write(n.CreatedAt, n.WorkItemId) : null, page.Count, page.IsCapped);
        }).WithSummary("Open work of the caller and the caller's seats, the newest first").WithDescription("Continue with `after` = `next` of the page before; `take` 1–200, default 20. Filter by call, kind or a part of title, unit or case number.");

        items.MapGet("/counts", async (Caller caller, ReadInbox read, ApprovalsDb db, CancellationToken cancellation) =>
        {
            var all = await read.Run(caller.PersonId, new InboxFilter { Size = 1 }, cancellation);
            var byKind = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var principals = caller.Principals;
            foreach (var kind in await db.Inbox.Where(r => principals.Contains(r.Principal)).Select(r => r.Kind).Distinct().ToListAsync(cancellation))
                if ((await read.Run(caller.PersonId, new InboxFilter { Size = 1, Kind = kind }, cancellation)).Count is var count and > 0)
                    byKind[kind] = count;
            return new InboxCounts(all.Count, all.IsCapped, byKind);
        }).WithSummary("How much open work there is, by kind").WithDescription("Counted up to 1,000 per seat; `isCapped` says that there is more.");

        items.MapGet("/finished", async (Caller caller, ReadFinished read, string? after, int? take, CancellationToken cancellation) =>
        {
            var from = PageKey.Read(after) is { } key ? new FinishedCursor(key.At, key.Id) : null;
            var page = await read.Run(caller.PersonId, from, take ?? 20, cancellation);
            return new FinishedLines([.. page.Rows.Select(FinishedLine.Of)], page.Next is { } n ? PageKey.Write(n.FinishedAt, n.WorkItemId) : null);
        }).WithSummary("What the caller has decided, the latest first");

        api.MapGet("/copies", async (Caller caller, ReadCopies read, long? after, int? take, CancellationToken cancellation) =>
            await read.Run(caller, after, Math.Clamp(take ?? 30, 1, 200), cancellation)).WithTags("Copies").WithSummary("What was copied to the caller's organisations to read, the newest first").WithDescription("`kind` is `up` for 抄报, `to` for 抄送 and `reminder` where a call reminds a unit that has not answered it. Nothing is asked of the reader. Continue with `after` = id of the last line.");

        api.MapPost("/copies/{id:long}/read", async (long id, Caller caller, MarkCopyRead mark, HttpContext context, CancellationToken cancellation) =>
            (await mark.Run(caller, id, cancellation)).Answer(context)).WithTags("Copies").Produces(204).WithSummary("Say that a copy was read");

        items.MapGet("/escalated", async (Caller caller, ReadEscalations read, CancellationToken cancellation) => await read.Run(caller, cancellation))
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
            .WithDescription("Of two decisions on the same work item one wins; the other is refused with `work-item.not-open` (409). A form that breaks its rules is refused with `form.invalid` (422), each finding in `findings`, and is kept as the draft.");

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
                ? await pass.PassOn(caller, id, to.SeatId ?? 0, to.PersonId, to.Opinion, to.Words, cancellation)
                : await pass.Ask(caller, id, kind.Value, to.SeatId, to.PersonId, to.Words, cancellation)).Answer(context)).Produces(204).WithSummary("Ask another beside the work item")
            .WithDescription("`Delegated` 委派: says what should be decided, then it comes back. `SignBefore` 前加签: gives an opinion first. `SignAfter` 后加签: the caller approves and the other decides after. `Question` 沟通. `Supplement` 暂停等待补正: asks the applicant, and the clock stands still.");

        items.MapDelete("/{id:long}/companions/{companionId:long}", async (long id, long companionId, Caller caller, PassWorkItem pass, HttpContext context, CancellationToken cancellation) =>
            (await pass.TakeAway(caller, companionId, cancellation)).Answer(context)).Produces(204).WithSummary("Take back what was asked (减签, 收回委派)").WithDescription("Only whoever asked. Where the other was to sign after, the step is decided as it stood before.");

        items.MapPost("/{id:long}/return", async (long id, Returning to, Caller caller, ReturnWorkItem back, HttpContext context, CancellationToken cancellation) =>
            (await back.Run(caller, id, to.To, to.Resume, to.Comment, cancellation)).Answer(context)).Produces(204).WithSummary("Return to an earlier step")
            .WithDescription("`resume` is a choice of its own: `continue` comes back to this step, `again` runs the chain again from there and voids what was given since. To the applicant: decide with `Return`, and `data.resume` = `again` where every step is to be taken again.");

        items.MapPost("/{id:long}/take-back", async (long id, Caller caller, TakeBackDecision back, HttpContext context, CancellationToken cancellation) =>
            (await back.Run(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("拿回: take the own decision back").WithDescription("While nobody has opened what came next (`work-item.moved-on`).");

        items.MapPost("/{id:long}/seen", async (long id, Caller caller, PassWorkItem pass, HttpContext context, CancellationToken cancellation) =>
            (await pass.See(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Say that the work item was opened").WithDescription("From then on the decision before it is not taken back.");

        items.MapPost("/{id:long}/circulation", async (long id, Circulation to, Caller caller, CirculateCase circulate, HttpContext context, CancellationToken cancellation) =>
            (await circulate.Run(caller, id, [.. to.Readers.Select(r => (r.SeatId, r.PersonId))], to.Note, cancellation)).Answer(context)).Produces(204).WithSummary("传阅: put the case before colleagues to read").WithDescription("Each confirms under `/copies`; the case shows who has read it.");

        var phrases = api.MapGroup("/me/phrases").WithTags("Work items");
        phrases.MapGet("", async (Caller caller, Phrases mine, CancellationToken cancellation) => await mine.Mine(caller, cancellation)).WithSummary("常用意见: the caller's own phrases");
        phrases.MapPost("", async (NewPhrase phrase, Caller caller, Phrases mine, HttpContext context, CancellationToken cancellation) =>
            (await mine.Keep(caller, phrase.Text, cancellation)).Answer(context)).Produces(204).WithSummary("Keep a phrase");
        phrases.MapDelete("/{id:long}", async (long id, Caller caller, Phrases mine, HttpContext context, CancellationToken cancellation) =>
            (await mine.Drop(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Drop a phrase");

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
