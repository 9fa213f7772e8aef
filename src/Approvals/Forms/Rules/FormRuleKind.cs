namespace Workflows.Approvals.Forms.Rules;

/// <summary>One rule of the closed set: its name, the field types it may stand on, its arguments, and its check.</summary>
internal sealed record FormRuleKind(string Name, IReadOnlySet<FormFieldType> On, IReadOnlyList<FormRuleArgument> Arguments, Func<FormRuleCall, IEnumerable<FormBreach>> Check)
{
    /// <summary>The rule speaks also about an empty field. Then its sentence stands in place of “please fill in” when the field is required.</summary>
    public bool SpeaksOfBlank { get; init; }

    /// <summary>The rule speaks about an empty field even when the field is not required.</summary>
    public bool Demands { get; init; }

    /// <summary>The rule's sentence stands in place of the general one when a value is of the wrong shape or not among the options.</summary>
    public bool SpeaksOfShape { get; init; }

    /// <summary>The rule needs a condition <c>when</c>.</summary>
    public bool NeedsWhen { get; init; }

    /// <summary>On rows, the rule may look only at those in which a condition <c>where</c> holds.</summary>
    public bool TakesWhere { get; init; }
}

/// <summary>An argument that a rule takes in the form file.</summary>
internal sealed record FormRuleArgument(string Name, FormRuleArgumentKind Kind, bool Required = true);

internal enum FormRuleArgumentKind
{
    Text,
    Texts,
    Number,
    Day,

    /// <summary>Key of another field: beside, around, or a path from the root.</summary>
    Field,

    /// <summary>Key of a nested field of the rows the rule stands on.</summary>
    Column,

    /// <summary>Keys of nested fields of the rows the rule stands on.</summary>
    Columns,
}

/// <summary>A rule does not hold: where, and what was found there (for <c>{actual}</c> in the sentence).</summary>
internal readonly record struct FormBreach(string Path, Label Actual)
{
    public FormBreach(string path, string? actual = null)
        : this(path, new Label(actual ?? "", actual ?? ""))
    {
    }
}
