using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Microsoft.Extensions.Localization;
using Workflows.Activities;
using Workflows.Activities.Words;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>
/// Whatever somebody can decide leads somewhere: every outcome that a box of ours can have has a connection. An outcome that its switches exclude
/// (a step that cannot be recalled, an acceptance that cannot be rejected) needs none.
/// </summary>
internal sealed class EveryOutcomeLeadsOn(IActivityRegistry registry, IStringLocalizer<Text> text) : ChainRule(registry, text)
{
    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition) =>
        from box in chart.Boxes
        where box.IsOurs
        let outcomes = Outcomes(box)
        where outcomes.Count > 1 || box.Is<DecisionTask>()
        from outcome in outcomes
        where chart.From(box).All(way => way.Outcome != outcome)
        select About(box, "outcome.leads-nowhere", OutcomeWords.Of(outcome).ToString());

    private static List<string> Outcomes(Box box)
    {
        if (box.Is<DecisionTask>()) return Choices(box);
        return [.. box.Type!.Ports.Where(port => port.Type == PortType.Flow).Select(port => port.Name).Where(outcome => outcome switch
        {
            "Recalled" when box.Has("Recallable") => box.MayBe("Recallable", otherwise: false),
            "Recalled" when box.Has("Withdrawable") => box.MayBe("Withdrawable", otherwise: true),
            "Reject" when box.Has("Rejectable") => box.MayBe("Rejectable", otherwise: true),
            "Interim" when box.Is<BatchGate>() => box.Literal(nameof(BatchGate.Rhythm)) is not "",
            "Expired" when box.Is<SignDocument>() => box.Literal(nameof(SignDocument.Within)) is not "",
            "NeedsOverride" when box.Is<ValidateForm>() => box.MayBe(nameof(ValidateForm.Override), otherwise: false),
            "Blocked" when box.Is<PublishList>() => !box.Says("Kind", "exit"),
            _ => true,
        })];
    }

    /// <summary>The choices that the chart itself names; those that only a running instance knows cannot be checked.</summary>
    private static List<string> Choices(Box box)
    {
        try
        {
            return box.Literal("Choices") is { Length: > 0 } list && JsonNode.Parse(list) is JsonArray choices ? [.. choices.Select(ActivityJson.Text).OfType<string>()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
