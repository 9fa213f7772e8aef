using Workflows.Approvals.Calls;
using Workflows.Host.Api;
using Workflows.Host.Refusals;

namespace Workflows.Host.Calls;

/// <summary>A remark on what is done.</summary>
public sealed record Remark(string? Comment = null);

internal static class CallsApi
{
    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Calls");

        calls.MapGet("", async (Caller caller, ReadCalls read, Named<CallStatus>? status, CancellationToken cancellation) => await read.All(caller, status?.Value, cancellation))
            .WithSummary("Calls, the latest deadline first").WithDescription("Calls in preparation are shown to their organisers only.");

        calls.MapGet("/open", async (Caller caller, ReadCalls read, CancellationToken cancellation) => await read.Open(caller, cancellation))
            .WithSummary("Open calls for the units of which the caller is handler").WithDescription("A call that a unit may not answer says why: not addressed, not eligible, closed.");

        calls.MapGet("/{key}", async (string key, Caller caller, ReadCalls read, HttpContext context, CancellationToken cancellation) =>
            (await read.One(caller, key, cancellation)).OrUnknown(context, "call", key)).Produces<CallView>().WithSummary("One call, by id or code");

        calls.MapGet("/{key}/progress", async (string key, Caller caller, ReadCallProgress read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, key, cancellation)).OrUnknown(context, "call", key)).Produces<CallProgress>().WithSummary("How a call stands, for its organisers")
            .WithDescription("Who was addressed, has received the notice, applied, is late; with whom each case is; figures by region; the deadlines across levels with their warnings (R6, R15).");

        api.MapPost("/cases/{id:long}/pool-removal", async (long id, Remark? remark, Caller caller, LeavePool leave, HttpContext context, CancellationToken cancellation) =>
            (await leave.Run(caller, id, remark?.Comment, cancellation)).Answer(context)).WithTags("Calls").Produces(204).WithSummary("Remove somebody who was admitted to a pool")
            .WithDescription("For the organisers of the pool; a reason is obligatory. The case then is `exited`.");

        calls.MapPost("/{id:long}/reminders", async (long id, UnitsToRemind units, Caller caller, RemindOfCall remind, HttpContext context, CancellationToken cancellation) =>
            (await remind.Run(caller, id, units, cancellation)).Answer(context)).Produces<Reminded>().WithSummary("Remind units that have handed in nothing")
            .WithDescription("`unitIds` empty: all of them. A unit is reminded at most once a day; `already` says how many were spared.");

        calls.MapPost("", async (CallFields fields, Caller caller, CreateCall create, HttpContext context, CancellationToken cancellation) =>
            (await create.Run(caller, fields, cancellation)).Answer(context)).Produces<CallCreated>().WithSummary("Prepare a call");

        calls.MapPut("/{id:long}", async (long id, CallFields fields, Caller caller, CreateCall create, HttpContext context, CancellationToken cancellation) =>
            (await create.Change(caller, id, fields, cancellation)).Answer(context)).Produces(204).WithSummary("Change a call that is being prepared");

        calls.MapPost("/{id:long}/copies", async (long id, CallCopy copy, Caller caller, CopyCall verb, HttpContext context, CancellationToken cancellation) =>
            (await verb.Run(caller, id, copy, cancellation)).Answer(context)).Produces<CallCreated>().WithSummary("Prepare next year's call as a copy with new dates");

        calls.MapPost("/{id:long}/open", async (long id, Caller caller, OpenCall open, HttpContext context, CancellationToken cancellation) =>
            (await open.Run(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Open a prepared call");

        calls.MapPost("/{id:long}/close", async (long id, Remark? remark, Caller caller, CloseCall close, HttpContext context, CancellationToken cancellation) =>
            (await close.Run(caller, id, remark?.Comment, cancellation)).Answer(context)).Produces(204).WithSummary("Close an open call by hand");

        calls.MapPost("/{id:long}/deadline", async (long id, NewDeadline deadline, Caller caller, MoveDeadline move, HttpContext context, CancellationToken cancellation) =>
            (await move.Run(caller, id, deadline, cancellation)).Answer(context)).Produces(204)
            .WithSummary("Move the deadline of an open call").WithDescription("Only a newly issued document may do it; the old date stays in the history (R8).");
    }
}
