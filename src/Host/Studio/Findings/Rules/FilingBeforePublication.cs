using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Activities;
using Workflows.Approvals.Organisations;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>R30: decide, file, publish. No publication is reached past the filing. What the ministry publishes, and an exit, are filed with nobody.</summary>
internal sealed class FilingBeforePublication(IActivityRegistry registry, IStringLocalizer<Text> text) : ChainRule(registry, text)
{
    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition)
    {
        var unfiled = chart.Reached(isClosed: (box, outcome) => box.Is<RecordFiling>() && outcome is "Filed" or "NotRequired");
        return chart.Boxes
            .Where(box => box.Is<PublishList>() && !box.Says("Role", nameof(SeatRole.MinistryPublisher)) && !box.Says("Kind", "exit") && unfiled.Contains(box.Id))
            .Select(box => About(box, "list.published-unfiled"));
    }
}
