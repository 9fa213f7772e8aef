using Workflows.Approvals.Duties;
using Workflows.Host.Api;
using Workflows.Host.Refusals;

namespace Workflows.Host.Duties;

internal static class DutiesApi
{
    public static void MapDuties(this IEndpointRouteBuilder api)
    {
        var duties = api.MapGroup("/duties").WithTags("Duties");

        duties.MapGet("", async (Caller caller, ReadDuties read, int? year, long? callId, Named<DutyKind>? kind, Named<DutyState>? state, string? text, CancellationToken cancellation) =>
            await read.All(caller, new DutyFilter(year, callId, kind?.Value, state?.Value, text), cancellation))
            .WithSummary("Who owes what by when").WithDescription("A unit reads its own duties and those it accepts; who runs the call, auditors and flow administrators read all. At most 1,000.");

        duties.MapGet("/counts", async (Caller caller, ReadDuties read, int? year, long? callId, CancellationToken cancellation) =>
            await read.Counts(caller, new DutyFilter(year, callId), cancellation)).WithSummary("How many duties there are in each state, and per unit");

        duties.MapGet("/{id:long}/progress", async (long id, Caller caller, ReadDuties read, HttpContext context, CancellationToken cancellation) =>
            (await read.Notes(caller, id, cancellation)).OrUnknown(context, "duty", id)).Produces<IReadOnlyList<DutyNoteLine>>().WithSummary("What the unit said about its progress");

        duties.MapPost("/{id:long}/progress", async (long id, Progress progress, Caller caller, NoteProgress note, HttpContext context, CancellationToken cancellation) =>
            (await note.Run(caller, id, progress, cancellation)).Answer(context)).Produces(204).WithSummary("Say how far the unit is with a duty").WithDescription("At any time until it is accepted.");
    }
}
