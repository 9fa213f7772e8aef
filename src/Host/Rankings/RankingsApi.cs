using Workflows.Approvals;
using Workflows.Approvals.Packages;
using Workflows.Host.Parts;
using Workflows.Host.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Host.Rankings;

internal static class RankingsApi
{
    public static void MapRankings(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/calls").WithTags("Rankings");

        group.MapGet("/{id:long}/ranking", async (long id, Caller caller, ReadRanking read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, id, cancellation)).OrUnknown(context, "ranking", id)).Produces<RankingBoard>()
            .WithSummary("The order in which a call recommends its shortlisted cases").WithDescription("Each kind has its own order, quota and waiting list; every move stands with author and reason.");

        group.MapPost("/{id:long}/ranking/moves", async (long id, RankingStep step, Caller caller, MoveRanked move, HttpContext context, CancellationToken cancellation) =>
            (await move.Run(caller, id, step, cancellation)).Answer(context)).Produces(204)
            .WithSummary("Move a case on the board").WithDescription("`to` is a place from 1, or empty for the waiting list; a reason is obligatory. The order is decided with the work item `RankCases`, outcome `Ranked`; `data.ranks` may give it whole, `data.overQuota` says why a soft quota is gone over.");

        group.MapPost("/{id:long}/ranking/recusals", async (long id, RankingConflict conflict, Caller caller, MoveRanked move, HttpContext context, CancellationToken cancellation) =>
            (await move.Recuse(caller, id, conflict, cancellation)).Answer(context)).Produces(204)
            .WithSummary("Declare a conflict of interest over a case on the board").WithDescription("From then on the caller takes no part in its place; the reason stands on the board. A case of the own unit needs no declaration.");

        group.MapGet("/{key}/national-counts", async (string key, Caller caller, ApprovalsDb db, CountNationally count, HttpContext context, CancellationToken cancellation) =>
        {
            var byId = long.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0;
            var call = await db.Calls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == byId || c.Code == key, cancellation);
            return call is null || !caller.MayKnow(call) ? context.Unknown("call", key) : Results.Ok(await count.Read(call.NationalId, cancellation));
        }).Produces<IReadOnlyList<NationalCount>>().WithSummary("How many items have passed in the whole country, against the numbers aimed at").WithDescription("A target is a counter, never a limit.");
    }
}
