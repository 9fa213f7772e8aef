using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Approvals.Forms;

/// <summary>One field of a form.</summary>
public sealed record FormField
{
    /// <summary>Name of the value in the case's JSON.</summary>
    public required string Key { get; init; }

    public required Label Label { get; init; }

    public Label? Hint { get; init; }

    public required FormFieldType Type { get; init; }

    /// <summary>Must be filled at submission. What is required only sometimes has the rule <c>requiredWhen</c> instead.</summary>
    public bool Required { get; init; }

    /// <summary>Several entries, kept apart (JSON array): for <c>text</c> and <c>file</c>.</summary>
    public bool Many { get; init; }

    /// <summary>Only the default counts; another value is refused.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>True: a seal attests this content, and changing it voids the seals (R21). False: contact or attachment, which may change (R20). Attachments are false unless the file says otherwise.</summary>
    public bool UnderSeal { get; init; } = true;

    /// <summary>Two half fields share one line of the printed table.</summary>
    public bool Half { get; init; }

    /// <summary>False for what is asked but does not stand on the printed form.</summary>
    public bool Printed { get; init; } = true;

    /// <summary>Only the program reads it, e.g. the number of a case: on no page and on no paper.</summary>
    public bool Hidden { get; init; }

    /// <summary>Who fills the field when it is not the applicant, e.g. <c>collector</c>.</summary>
    public string? Party { get; init; }

    public IReadOnlyList<FormOption> Options { get; init; } = [];

    /// <summary>The options may be added to: any text is accepted besides them (“等”).</summary>
    public bool Extensible { get; init; }

    /// <summary>For <see cref="FormFieldType.Unit"/>: a name may stand in place of a registered organisation.</summary>
    public bool FreeText { get; init; }

    public FormDefault? Default { get; init; }

    /// <summary>The printed words of a <see cref="FormFieldType.FixedText"/>; the Chinese text is the one that is pledged, the English one explains it.</summary>
    public Label? Text { get; init; }

    /// <summary>Unit of measure printed behind the value, e.g. 元/年/人.</summary>
    public Label? Suffix { get; init; }

    /// <summary>Decimal places of a <see cref="FormFieldType.Decimal"/>, 0 to 6; default 2.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>Nested fields of <see cref="FormFieldType.Rows"/> and <see cref="FormFieldType.Group"/>.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    public IReadOnlyList<FormRule> Rules { get; init; } = [];

    /// <summary>The field is drawn only while this holds (or while it has a value).</summary>
    public FormCondition? ShowWhen { get; init; }

    /// <summary>Clause that asks for the field; the form's source when null.</summary>
    public string? Clause { get; init; }

    /// <summary>Whether <see cref="ShowWhen"/> holds.</summary>
    /// <param name="root">Values of the form.</param>
    /// <param name="beside">Values of the group or row that the field stands in; the form itself at the root.</param>
    /// <param name="context">For conditions on facts.</param>
    public bool IsAsked(JsonObject root, JsonObject beside, FormCheckContext context) =>
        ShowWhen?.Holds(new FormScope(context, beside, new FormScope(context, root, null))) ?? true;

    /// <summary>Whether the field must be filled as things stand: always, or because the condition of a <c>requiredWhen</c> holds. Parameters as for <see cref="IsAsked"/>.</summary>
    public bool IsRequired(JsonObject root, JsonObject beside, FormCheckContext context) =>
        Required || Rules.Any(r => r.Name == "requiredWhen" && r.When!.Holds(new FormScope(context, beside, new FormScope(context, root, null))));

    /// <summary>The column in which the form numbers its rows itself: the one that a <c>sequence</c> over all of them holds to 1, 2, 3 …; null: whoever draws the table numbers them.</summary>
    [JsonIgnore]
    public FormField? NumberColumn => Rules.FirstOrDefault(r => r.Name == "sequence" && r.Where is null && !r.Arguments.ContainsKey("within"))?.Arguments["column"]?.ToString() is { } key
        ? Fields.FirstOrDefault(f => f.Key == key)
        : null;

    /// <summary>The rule of that name, or null.</summary>
    public FormRule? Rule(string name) => Rules.FirstOrDefault(r => r.Name == name);
}

/// <summary>One choice of an enumeration.</summary>
/// <param name="Key">The value stored.</param>
/// <param name="Label">What is printed.</param>
/// <param name="Clause">The clause the option comes from, if it has its own.</param>
public sealed record FormOption(string Key, Label Label, string? Clause);

/// <summary>A first value: a literal, or one taken from the case (see <see cref="FormDefaults"/>).</summary>
public sealed record FormDefault(JsonNode? Value, string? From);
