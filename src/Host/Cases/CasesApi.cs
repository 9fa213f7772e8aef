using System.Text.Json.Nodes;
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

        cases.MapGet("/{id:long}", async (long id, Caller caller, ReadCases read, HttpContext context, CancellationToken cancellation) =>
            (await read.One(caller, id, cancellation)).OrUnknown(context, "case", id)).Produces<CaseView>().WithSummary("One case with forms, opinions, signatures and seals");

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
