using Workflows.Approvals.Communities;
using Workflows.Host.Api;
using Workflows.Host.Refusals;

namespace Workflows.Host.Communities;

internal static class CommunitiesApi
{
    public static void MapCommunities(this IEndpointRouteBuilder api)
    {
        var communities = api.MapGroup("/communities").WithTags("Communities");

        communities.MapGet("", async (Caller caller, ReadCommunities read, string? text, CancellationToken cancellation) => await read.All(text, cancellation))
            .WithSummary("Communities, the active ones first").WithDescription("At most 500; `text` finds a part of the name of a community or of a member.");

        communities.MapGet("/{id:long}", async (long id, Caller caller, ReadCommunities read, HttpContext context, CancellationToken cancellation) =>
            (await read.One(caller, id, cancellation)).OrUnknown(context, "community", id)).Produces<CommunityView>().WithSummary("One community: members, leader, agreement, cycle, duties, activities, exits");

        communities.MapPost("/{id:long}/members", async (long id, NewMember asked, Caller caller, AddMember add, HttpContext context, CancellationToken cancellation) =>
            (await add.Run(caller, id, asked, cancellation)).Answer(context)).Produces(204).WithSummary("Add a pilot site to a community").WithDescription("For the project group; at most 15 members, each a pilot site in no other community.");

        communities.MapGet("/board", async (Caller caller, ReadCommunities read, bool? all, CancellationToken cancellation) => await read.Board(all ?? false, cancellation))
            .WithSummary("Pilot sites to be brought together, by level, region and project").WithDescription("Those in no community; `all=true` gives every pilot site.");

        communities.MapGet("/gatherings", async (Caller caller, ReadCommunities read, Named<GatheringScope> scope, long scopeId, CancellationToken cancellation) =>
            await read.Gatherings(scope.Value, scopeId, cancellation)).WithSummary("Activities of a project group or of a community, the latest first");

        var gatherings = api.MapGroup("/cases/{caseId:long}/gathering").WithTags("Communities");

        gatherings.MapGet("", async (long caseId, Caller caller, ReadGathering read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, caseId, cancellation)).OrUnknown(context, "gathering", caseId)).Produces<GatheringView>().WithSummary("The activity of a case with its attendance sheet");

        gatherings.MapPost("/leave", async (long caseId, LeaveRequest asked, Caller caller, AskForLeave leave, HttpContext context, CancellationToken cancellation) =>
            (await leave.Run(caller, caseId, asked, cancellation)).Answer(context)).Produces(204).WithSummary("Ask for leave before the activity starts");
    }
}
