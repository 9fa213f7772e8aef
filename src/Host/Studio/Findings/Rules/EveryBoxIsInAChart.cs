using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>
/// Every box of ours stands directly in a chart. Inside of a sequence, a condition, a loop or a parallel activity no other rule would see it: who is asked, what leads on, and that opinions
/// come before seals are read from the connections of a chart.
/// </summary>
internal sealed class EveryBoxIsInAChart(IActivityRegistry registry, IStringLocalizer<Text> text) : IDefinitionRule
{
    public IEnumerable<DefinitionFinding> Check(WorkflowDefinition definition)
    {
        var root = DefinitionModel.Root(definition);
        return Outside(Chart.Read(root, "$.root", registry), Chart.IsChart(root)).Select(box => new DefinitionFinding(box.Path, text["box.outside-chart"], "", box.Id) { Code = "box.outside-chart" });
    }

    private IEnumerable<Box> Outside(Box box, bool isInChart)
    {
        if (box.IsOurs && !isInChart) yield return box;
        foreach (var (child, path) in ActivityJson.Children(box.Json, box.Path))
            foreach (var outside in Outside(Chart.Read(child, path, registry), Chart.IsChart(box.Json)))
                yield return outside;
    }
}
