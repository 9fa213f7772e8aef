using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Communities;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Communities;

/// <summary>An officer of the project group adds a member to a community.</summary>
public sealed class AddMember(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long communityId, NewMember asked, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.As(seat => seat.Role is Approvals.Organisations.SeatRole.WorkGroupOfficer or Approvals.Organisations.SeatRole.ProjectGroupHead),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Communities.Include(c => c.Organisation).Include(c => c.Members).SingleOrDefaultAsync(c => c.Id == communityId, token) is not { } community) return new Refusal("community.unknown", communityId);
                if (community.Status == CommunityStatus.Closed) return new Refusal("community.closed");
                if (!ReadCommunities.MayAdd(caller, community)) return new Refusal("community.not-yours", community.Organisation!.FullName);
                var joined = await scope.GetRequiredService<JoinCommunity>().Run(communityId, asked.UnitId, asked.Role, token);
                return joined.Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}

/// <summary>Somebody of an invited unit asks for leave before an activity starts.</summary>
public sealed class AskForLeave(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long caseId, LeaveRequest asked, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<ReadGathering>().Run(caller, caseId, token) is null) return new Refusal("gathering.unknown", caseId);
                var told = await scope.GetRequiredService<AskLeave>().Run(caseId, asked.UnitId, asked.Reason, token);
                return told.Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}
