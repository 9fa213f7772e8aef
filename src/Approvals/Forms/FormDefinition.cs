using System.Text.Json.Serialization;

namespace Workflows.Approvals.Forms;

/// <summary>A form as data: what <c>workflows/&lt;key&gt;.form.json</c> says. Immutable; one instance serves all cases.</summary>
public sealed record FormDefinition
{
    /// <summary>The form's name in chains and requests; equal to the file's name, e.g. <c>pilot-site</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Number in the specification, e.g. <c>F-01</c>.</summary>
    public string? Number { get; init; }

    public required Label Title { get; init; }

    public required FormSource Source { get; init; }

    /// <summary>In printed order.</summary>
    public required IReadOnlyList<FormSection> Sections { get; init; }

    /// <summary>Values that the host computes (deadline, lateness, dates of receipt); never accepted from a person.</summary>
    public IReadOnlyList<FormComputed> Computed { get; init; } = [];

    /// <summary>How the document prints it, sheet by sheet; empty: one table with a line for each field, then the blocks.</summary>
    [JsonIgnore]
    public IReadOnlyList<PrintSheet> Print { get; init; } = [];

    /// <summary>All fields of all sections, in printed order; nested ones are inside their field.</summary>
    [JsonIgnore]
    public IReadOnlyList<FormField> Fields => field ??= [.. Sections.SelectMany(s => s.Fields)];

    /// <summary>All opinion, signature and seal blocks, in printed order.</summary>
    [JsonIgnore]
    public IReadOnlyList<FormBlock> Blocks => field ??= [.. Sections.SelectMany(s => s.Blocks)];

    /// <summary>The block of that key, or null.</summary>
    public FormBlock? Block(string key) => Blocks.FirstOrDefault(b => b.Key == key);

    /// <summary>The field at a path without row numbers, e.g. <c>intendedMembers.unitName</c>, or null.</summary>
    public FormField? Field(string path)
    {
        FormField? found = null;
        var fields = Fields;
        foreach (var key in path.Split('.'))
        {
            found = fields.FirstOrDefault(f => f.Key == key);
            if (found is null)
            {
                return null;
            }

            fields = found.Fields;
        }

        return found;
    }
}

/// <summary>The document that prescribes the form, or the clause that asks for it.</summary>
/// <param name="Document">Number or title as printed, e.g. <c>中成协[2023]009号</c>.</param>
/// <param name="Clause">Clause or annex, e.g. <c>附件</c>.</param>
/// <param name="Prescribed">True for a form printed in the document; false for one that the document needs without printing it.</param>
public sealed record FormSource(string Document, string Clause, bool Prescribed);

/// <summary>A part of the form: a bordered table with its fields, then its blocks.</summary>
public sealed record FormSection
{
    public required string Key { get; init; }

    public required Label Title { get; init; }

    public Label? Hint { get; init; }

    public required IReadOnlyList<FormField> Fields { get; init; }

    public required IReadOnlyList<FormBlock> Blocks { get; init; }
}

/// <summary>A value the host computes and the form shows.</summary>
public sealed record FormComputed(string Key, Label Label, FormFieldType Type);
