using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Stuck;

internal static class StuckApi
{
    public static void MapStuck(this IEndpointRouteBuilder api)
    {
        var stuck = api.MapGroup("/stuck").WithTags("Operations");

        stuck.MapGet("", async (Caller caller, ReadStuck read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, cancellation)).OrUnknown(context, "stuck", 0)).Produces<IReadOnlyList<StuckItem>>()
            .WithSummary("What does not go on by itself").WithDescription("For flow administrators and auditors: instances without a way forward, instances with incidents, and queued work that failed too often. Nothing of it is repaired without being asked for.");

        stuck.MapPost("/{id}/retry", async (string id, Caller caller, TryAgain again, HttpContext context, CancellationToken cancellation) =>
            (await again.Run(caller, id, cancellation)).Answer(context)).WithSummary("Try parked work, or the failed activities of an instance, again").WithDescription("For flow administrators. The work is done once, or parked again with its error; of an instance only what failed runs again.");
    }
}
