using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>
/// No box stands aside: every one can be reached from the start. A box that was dragged in and forgotten may be taken for the start; then it is that one which
/// is named, not all the others.
/// </summary>
internal sealed class EveryBoxIsReached(IActivityRegistry registry, IStringLocalizer<Text> text) : ChainRule(registry, text)
{
    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition)
    {
        var reached = chart.Reached();
        if (reached.Count * 2 < chart.Boxes.Count && chart.Boxes.FirstOrDefault(box => chart.Starts.Contains(box.Id)) is { } forgotten)
            return [About(forgotten, "box.aside", reached.Count, chart.Boxes.Count - reached.Count)];
        return chart.Boxes.Where(box => !reached.Contains(box.Id)).Select(box => About(box, "box.unreachable"));
    }
}
