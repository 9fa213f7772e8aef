using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings;

/// <summary>
/// A rule for approval chains: charts with at least one of our activities. A chart of built-in activities alone is nobody's chain and may be drawn as its author likes.
/// </summary>
internal abstract class ChainRule(IActivityRegistry registry, IStringLocalizer<Text> text) : IDefinitionRule
{
    public IEnumerable<DefinitionFinding> Check(WorkflowDefinition definition)
    {
        var charts = Chart.Of(definition, registry).ToList();
        return charts.Any(chart => chart.Boxes.Any(box => box.IsOurs)) ? charts.SelectMany(chart => Check(chart, definition)) : [];
    }

    protected abstract IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition);

    /// <summary>A finding about a box.</summary>
    /// <param name="code">Name of the sentence, which says what is wrong and what to do.</param>
    protected DefinitionFinding About(Box box, string code, params object[] arguments) =>
        new(box.Path, text[code, arguments], "", box.Id) { Code = code, Arguments = arguments };
}
