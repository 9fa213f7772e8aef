using System.Text.Json.Nodes;
using Workflows.Approvals.Audit;
using Workflows.Host.Parts;
using Workflows.Approvals.Cases;
using Workflows.Host.Api;
using Workflows.Host.Refusals;

namespace Workflows.Host.Cases;

/// <summary>Why a case is taken back.</summary>
public sealed record RecallReason(string? Comment = null);

internal static class CasesApi
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");

        cases.MapGet("", async (Caller caller, ReadCases read, Named<CaseStatus>? status, long? callId, string? text, long? after, int? take, CancellationToken cancellation) =>
            await read.Page(caller, status?.Value, callId, text, after, take ?? 20, cancellation))
            .WithSummary("Cases of the caller's units, the newest first").WithDescription("Auditors and flow administrators read the cases of all units. Continue with `after` = `next`.");

        cases.MapPost("", async (NewCase asked, Caller caller, BeginCase begin, HttpContext context, CancellationToken cancellation) =>
            (await begin.Run(caller, asked, cancellation)).Answer(context)).Produces<BegunCase>().WithSummary("Answer an open call: enter a case and start its chain");

        cases.MapGet("/{id:long}", async (long id, bool? shown, Caller caller, ReadCases read, NoteAct note, HttpContext context, CancellationToken cancellation) =>
        {
            if (await read.One(caller, id, shown == true, cancellation) is not { } found) return context.Unknown("case", id);
            return shown == true ? await note.HandOut(context, caller, "personal.shown", Subject.Case(id), found.Number, () => Results.Ok(found), cancellation) : Results.Ok(found);
        }).Produces<CaseView>().WithSummary("One case with forms, opinions, signatures and seals")
          .WithDescription("Telephone numbers and e-mail addresses are masked for whoever does not work on the case, auditors and flow administrators too; `shown=true` shows them, which is an audit entry.");

        cases.MapGet("/{id:long}/next", async (long id, Caller caller, ReadNextSteps read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, id, cancellation)).OrUnknown(context, "case", id)).Produces<IReadOnlyList<NextAfter>>().WithSummary("Who is asked next, for each outcome of what is open")
            .WithDescription("By the chart of the version that the case runs on, and the seats as they are held now. `depends` marks what hangs on a condition that is not decided yet; without `organisation` only the chain can say, or `why` says that the level does not apply.");

        cases.MapGet("/{id:long}/computed", async (long id, Caller caller, ReadCaseFile read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, id, cancellation: cancellation) is { } file ? file.Computed ?? [] : null).OrUnknown(context, "case", id))
            .WithSummary("What the form of a case lists as worked out by the program").WithDescription("By key; what is not known yet is left out.");

        cases.MapGet("/{id:long}/timeline", async (long id, Caller caller, ReadCases read, HttpContext context, CancellationToken cancellation) =>
            (await read.Timeline(caller, id, cancellation)).OrUnknown(context, "case", id)).Produces<IReadOnlyList<TimelineEntry>>().WithSummary("What happened to a case, from the beginning");

        cases.MapGet("/{id:long}/drafts/{formKey}", async (long id, string formKey, Caller caller, ReadCases read, HttpContext context, CancellationToken cancellation) =>
            (await read.Draft(caller, id, formKey, cancellation)).OrUnknown(context, "draft", formKey)).Produces<DraftView>()
            .WithSummary("What was typed last into a form of the case").WithDescription("Before anything was saved: the newest submitted revision, or the first values of a new form.");

        cases.MapPut("/{id:long}/drafts/{formKey}", async (long id, string formKey, JsonObject content, Caller caller, SaveCaseDraft save, HttpContext context, CancellationToken cancellation) =>
            (await save.Run(caller, id, formKey, content, cancellation)).Answer(context)).Produces(204).WithSummary("Keep what was typed").WithDescription("Nothing is checked: a draft may be incomplete or wrong.");

        cases.MapPost("/{id:long}/recall", async (long id, RecallReason? reason, Caller caller, RecallCase recall, HttpContext context, CancellationToken cancellation) =>
            (await recall.Run(caller, id, reason?.Comment, cancellation)).Answer(context)).Produces(204).WithSummary("Take the case back, until it was received");
    }
}
