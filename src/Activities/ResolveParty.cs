using Workflows.Activities.Choices;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities;

/// <summary>
/// Finds out which organisation a party is for this case, before it is asked. A level that does not apply here is skipped and its block
/// prints 不适用 and the reason (R27); one that should be there and is missing is for the administrator.
/// </summary>
[Activity("Approvals", "意见与用印", "确定某一方是哪个单位；不适用时在栏内注明原因，找不到时交管理员处理。", DisplayName = "确定承办单位")]
[InEnglish("Resolve a party", "Finds out which organisation a party is; a level that does not apply is skipped with its reason.")]
[FlowNode("Found", "Skipped", "NotFound")]
public sealed class ResolveParty([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    /// <summary>The party to resolve. Default: the competent superior.</summary>
    [Input(DisplayName = "承办方", Description = "要确定的一方。", Order = 0, UIHint = InputUIHints.DropDown, UIHandler = typeof(PartyChoices), DefaultValue = "competentSuperior")]
    [InEnglish("Party", "The party to resolve.")]
    public Input<string> Party { get; set; } = new("competentSuperior");

    /// <summary>The block that prints 不适用 when the party is skipped. Default: none.</summary>
    [Input(DisplayName = "意见栏", Description = "不适用时注明原因的栏。", Order = 1, UIHint = InputUIHints.DropDown, UIHandler = typeof(BlockChoices))]
    [InEnglish("Block", "The block that prints the reason when the party does not apply.")]
    public Input<string?> Block { get; set; } = new("");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var found = await context.ResolveAsync(context.Get(Party)!);
        var outcome = found.Organisation is not null ? "Found" : found.Skipped is not null ? "Skipped" : "NotFound";
        if (found.Skipped is { } reason && context.Get(Block) is { Length: > 0 } block)
        {
            (await context.GetRequiredService<SkipBlock>().Run(context.CaseId(), block, FoundParty.Words(reason), cancellation: context.CancellationToken))
                .OrFault($"block {block} to be marked as not applicable");
        }

        await context.AuditAsync("party.resolved", new AuditDetail { Outcome = outcome, After = found.Organisation?.FullName, Comment = found.Organisation is null ? found.Why : null });
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }
}
