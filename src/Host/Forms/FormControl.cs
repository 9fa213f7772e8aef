using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Workflows.Approvals.Forms;

namespace Workflows.Host.Forms;

/// <summary>What the controls of all field types have in common: a field, the JSON object that holds its value, and its path.</summary>
public abstract class FormControl : ComponentBase
{
    [Inject] protected IStringLocalizer<Text> T { get; set; } = null!;

    [CascadingParameter] public FormView Form { get; set; } = null!;

    [Parameter, EditorRequired] public FormField Field { get; set; } = null!;

    /// <summary>The object that holds the value: the form, a group or a row.</summary>
    [Parameter, EditorRequired] public JsonObject Container { get; set; } = null!;

    /// <summary>As in findings, e.g. <c>intendedMembers[1].unitName</c>.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";

    /// <summary>Ids of hint and findings, for <c>aria-describedby</c>.</summary>
    [Parameter] public string? DescribedBy { get; set; }

    /// <summary>Something is wrong here and said.</summary>
    [Parameter] public bool Wrong { get; set; }

    protected JsonNode? Value => Container[Field.Key];

    protected string? TextValue => FormText.Of(Value);

    protected string Id => Form.IdOf(Path);

    /// <summary>Writes the value (null removes it), checks, and arms the draft.</summary>
    protected void Set(JsonNode? value, string? at = null)
    {
        if (value is null)
        {
            Container.Remove(Field.Key);
        }
        else
        {
            Container[Field.Key] = value;
        }

        Form.Changed(at ?? Path);
    }
}
