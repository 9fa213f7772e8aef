using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>Wakes every case that waits for the decision of this call. Each goes on in a unit of work of its own.</summary>
[Activity("Approvals", "评定与名单", "把名单结果送回批次内各申报件的流程。", DisplayName = "送回结果")]
[InEnglish("Release the cases", "Wakes every case that waits for the decision of this call.")]
[FlowNode("Done")]
public sealed class ReleaseCases([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Enter(context);
        var call = await context.NationalCallAsync();
        var list = await context.Db().CurrentList(call.Id, context.CancellationToken) ?? throw new InvalidOperationException(
            $"Expected call {call.Code} to have a list when its cases are released, found none. Put 研究决定 and 公布名单 before activity {Id}.");
        var dispatcher = context.GetRequiredService<IStimulusDispatcher>();
        foreach (var entry in list.Entries)
        {
            await dispatcher.SendAsync(
                new DispatchStimulusRequest
                {
                    ActivityTypeName = WaitForDecision.TypeName,
                    Stimulus = new CaseDecisionStimulus(entry.CaseId.ToString(CultureInfo.InvariantCulture)),
                },
                context.CancellationToken);
        }

        await context.AuditAsync("cases.released", new AuditDetail { Outcome = list.Entries.Count.ToString(CultureInfo.InvariantCulture), After = list.Title });
        await context.CompleteActivityWithOutcomesAsync("Done");
    }
}
