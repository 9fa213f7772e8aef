using Workflows.Activities.Words;
using Workflows.Approvals.Communities;

namespace Workflows.Activities;

/// <summary>
/// 退出生效: the effects of an exit that was published. Who leaves the project leaves its community too; who leaves the community alone stays a pilot site (R90).
/// It then says what the community is left with; running again changes nothing, so that it can be asked once more after an election.
/// </summary>
[Activity("Approvals", "共同体", "使已公布的退出生效：退出项目即退出共同体；仅退出共同体的仍为实验点。并判断组长单位是否仍在、成员是否够数。", DisplayName = "退出生效")]
[InEnglish("Carry out the exit", "Carries out a published exit and says whether the community still has a leader unit and enough members.")]
[FlowNode("Done", "LeaderLeft", "BelowMinimum")]
public sealed class LeaveCommunity([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var item = await context.CaseAsync();
        var after = await context.GetRequiredService<LeaveScope>().Run(item, ExitScope.Of(item), context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(
            after.Members == 0 ? "BelowMinimum" : !after.HasLeader ? "LeaderLeft" : after.Members < Community.FewestMembers ? "BelowMinimum" : "Done");
    }
}
