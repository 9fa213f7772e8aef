using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Lists;

namespace Workflows.Activities;

/// <summary>授牌: confers on every listed unit the plaque and the certificates that the call names; where it names none, nothing is conferred.</summary>
[Activity("Approvals", "评定与名单", "向名单内各单位授予批次规定的牌匾、证书；批次未设时不授。", DisplayName = "授牌")]
[InEnglish("Grant the award", "Confers on every listed unit the plaque and certificates that the call names.")]
[FlowNode("Done")]
public sealed class GrantAward([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : ChainActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var call = await context.NationalCallAsync();
        var awards = call.Certificates.Prepend(call.Plaque ?? "").Where(a => a.Length > 0).ToList();
        var listed = (await context.Db().CurrentList(call.Id, context.CancellationToken))?.Entries.Where(e => e.IsListed).ToList() ?? [];
        var audit = context.GetRequiredService<AuditTrail>();
        foreach (var entry in awards.Count == 0 ? [] : listed)
        {
            await audit.Write(Subject.Case(entry.CaseId), "award.granted", new AuditDetail { After = string.Join("、", awards) }, context.CancellationToken);
        }

        await context.AuditAsync("awards.granted", new AuditDetail
        {
            Outcome = (awards.Count == 0 ? 0 : listed.Count).ToString(CultureInfo.InvariantCulture), After = string.Join("、", awards),
        });
        await context.CompleteActivityWithOutcomesAsync("Done");
    }
}
