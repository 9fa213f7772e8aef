using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.UIHints.Dropdown;
using Microsoft.Extensions.Localization;
using Workflows.Activities;
using Workflows.Activities.Choices;
using Workflows.Approvals.Organisations;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Findings.Rules;

/// <summary>
/// Whoever is asked can be found: the party is one that a case or call resolves, the role is a seat. A chain that belongs to a call has no applicant, and so
/// nobody above one.
/// </summary>
internal sealed class EveryApproverIsFound(IActivityRegistry registry, IStringLocalizer<Text> text) : ChainRule(registry, text)
{
    private static readonly HashSet<string> OfACaseOnly = new(StringComparer.OrdinalIgnoreCase) { Parties.Applicant, Parties.CompetentSuperior, "county", "city", "province" };

    private static readonly HashSet<string> Known = Offered(new PartyChoices(), nameof(AskingActivity.Party));

    protected override IEnumerable<DefinitionFinding> Check(Chart chart, WorkflowDefinition definition)
    {
        var belongsToCall = definition.Inputs.Any(input => input.Name == "CallId") && definition.Inputs.All(input => input.Name != "CaseId");
        foreach (var box in chart.Boxes.Where(box => box.IsOurs))
        {
            if (box.Has("Party") && box.Literal("Party") is { } party)
            {
                if (!Known.Contains(party)) yield return About(box, "party.unknown", party);
                else if (belongsToCall && OfACaseOnly.Contains(party)) yield return About(box, "party.of-a-case", party);
            }
            if (box.Has("Role") && box.Literal("Role") is { } role && !(Enum.TryParse<SeatRole>(role, ignoreCase: true, out var seat) && Enum.IsDefined(seat))) yield return About(box, "role.unknown", role);
        }
    }

    /// <summary>What the editor of the party offers is what can be resolved.</summary>
    private static HashSet<string> Offered(DropDownOptionsProviderBase choices, string input)
    {
        var property = typeof(AskingActivity).GetProperty(input, BindingFlags.Public | BindingFlags.Instance)!;
        var editors = ((IPropertyUIHandler)choices).GetUIPropertiesAsync(property, null).AsTask().GetAwaiter().GetResult();
        return editors.Values.OfType<DropDownProps>().SelectMany(editor => editor.SelectList?.Items ?? []).Select(item => item.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
