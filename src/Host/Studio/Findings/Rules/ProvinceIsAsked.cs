using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Activities;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>R28: where a form has a provincial block that is never 不适用, no case succeeds without the province's opinion in it.</summary>
internal sealed class ProvinceIsAsked(IActivityRegistry registry, IStringLocalizer<Text> text, FormDefinitions forms) : ChainRule(registry, text)
{
    private static readonly HashSet<string> Unsuccessful = new(
        new[] { CaseStatus.Rejected, CaseStatus.Recalled, CaseStatus.Late, CaseStatus.NotForwarded, CaseStatus.NotListed, CaseStatus.Exited }.Select(status => status.ToString()).Concat(["NotPassed", "ProvincialOnly"]),
        StringComparer.OrdinalIgnoreCase);

    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition) =>
        from fill in chart.Boxes
        where fill.Is<FillForm>()
        from block in forms.Find(fill.Literal("FormKey") ?? "")?.Blocks ?? []
        where block is { Party: "province", Skippable: false, NeedsOpinion: true }
        let unasked = chart.Reached(isClosed: (box, outcome) => box.Resumes(outcome) || box.Is<OpinionTask>() && outcome == "Approve" && box.Says("Block", block.Key))
        from end in chart.Boxes
        where unasked.Contains(end.Id) && Succeeds(end)
        select About(end, "province.skipped", block.Label.ToString());

    private static bool Succeeds(Box box) => box.Is<PublishList>() || box.Is<CloseCase>() && box.Literal("Status") is { Length: > 0 } status && !Unsuccessful.Contains(status);
}
