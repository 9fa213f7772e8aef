using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>No way stops in the middle: a box with nothing after it is one that ends the chain. A chart that is used inside others may stop anywhere.</summary>
internal sealed class EveryWayEnds(IActivityRegistry registry, IStringLocalizer<Text> text) : ChainRule(registry, text)
{
    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition) =>
        definition.Options.UsableAsActivity == true
            ? []
            : chart.Boxes.Where(box => box.Type is { IsTerminal: false } && !box.Is<Fault>() && !chart.From(box).Any()).Select(box => About(box, "box.dead-end"));
}
