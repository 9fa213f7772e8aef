using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Approvals.Forms;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>What a box names of a form is there: the form, its field, its block. A recommendation stands on no form.</summary>
internal sealed class EveryFieldExists(IActivityRegistry registry, IStringLocalizer<Text> text, FormDefinitions forms) : ChainRule(registry, text)
{
    /// <summary>A block that stands on no form.</summary>
    private const string OnNoForm = "recommendation";

    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition)
    {
        foreach (var box in chart.Boxes.Where(box => box.IsOurs && box.Has("FormKey")))
        {
            if (box.Literal("FormKey") is not { Length: > 0 } key) continue;
            if (forms.Find(key) is not { } form)
            {
                yield return About(box, "form.unknown", key);
                continue;
            }
            var title = form.Title.ToString();
            if (box.Has("AnswerField") && box.Literal("AnswerField") is { Length: > 0 } field && form.Fields.All(each => each.Key != field)) yield return About(box, "field.unknown", title, field);
            if (box.Has("Block") && box.Literal("Block") is { Length: > 0 } block && block != OnNoForm && form.Blocks.All(each => each.Key != block)) yield return About(box, "block.unknown", title, block);
        }
    }
}
