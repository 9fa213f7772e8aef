using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Calls;

/// <summary>What differs in the copy of a call. No date of the original is kept: what is not named here has none.</summary>
/// <param name="ParentCode">The national call of the copy; empty: as the original.</param>
/// <param name="Parameters">Where they name what changes from year to year, such as the codes of other calls; empty: as the original.</param>
/// <param name="LevelDeadlines">Last day of a level's opinion, e.g. of the county.</param>
public sealed record CallCopy(
    string Code, string Title, DateOnly ClosesOn, int? Year = null, DateOnly? OpensOn = null, string? ParentCode = null, string? DocumentNumber = null,
    Dictionary<AdminLevel, DateOnly>? LevelDeadlines = null, DayRange? MeetingWindow = null, DayRange? ReviewWindow = null, DayRange? PublicityWindow = null,
    JsonObject? Parameters = null);

/// <summary>Next year's call: everything of an earlier one, with a new code and new dates. No chain changes for it (R80).</summary>
public sealed class CopyCall(ApprovalsDb db, CreateCall create)
{
    public async Task<Result<CallCreated>> Run(Caller caller, long callId, CallCopy copy, CancellationToken cancellation = default)
    {
        var call = await db.Calls.AsNoTracking().Include(c => c.Parent).SingleOrDefaultAsync(c => c.Id == callId, cancellation);
        if (call is null || !caller.MayKnow(call)) return new Refusal("call.unknown", callId);
        var fields = CallFields.Of(call, copy.DocumentNumber, copy.ParentCode ?? call.Parent?.Code) with
        {
            Code = copy.Code,
            Title = copy.Title,
            ClosesOn = copy.ClosesOn,
            OpensOn = copy.OpensOn,
            Year = copy.Year ?? copy.ClosesOn.Year,
            LevelDeadlines = copy.LevelDeadlines ?? [],
            MeetingWindow = copy.MeetingWindow,
            ReviewWindow = copy.ReviewWindow,
            PublicityWindow = copy.PublicityWindow,
            Parameters = copy.Parameters ?? call.Parameters,
        };
        return await create.Run(caller, fields, cancellation);
    }
}
