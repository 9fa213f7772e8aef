using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Activities;
using Workflows.Approvals.Forms;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>R24: opinion, seal, date, in this order. No seal is reached past the opinion of its block. A block that asks for a signature instead needs none.</summary>
internal sealed class OpinionBeforeSeal(IActivityRegistry registry, IStringLocalizer<Text> text, FormDefinitions forms) : ChainRule(registry, text)
{
    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition) =>
        from seal in chart.Boxes
        where seal.Is<ApplySeal>()
        let block = seal.Literal("Block")
        where block is { Length: > 0 } && NeedsOpinion(seal, block)
        where chart.Reached(isClosed: (box, outcome) => box.Resumes(outcome) || GivesOpinion(box, outcome) && (box.Literal("Block") is not { } given || given == block)).Contains(seal.Id)
        select About(seal, "seal.before-opinion", block);

    private bool NeedsOpinion(Box seal, string block) => forms.Find(seal.Literal("FormKey") ?? "")?.Block(block)?.NeedsOpinion != false;

    private static bool GivesOpinion(Box box, string outcome) => box.Is<OpinionTask>() && outcome == "Approve" || box.Is<SignOpinions>() && outcome == "Signed";
}
