using System.Text.Json.Nodes;

namespace Workflows.Approvals.Forms;

/// <summary>A named rule on a field: what it demands, in whose words, by which clause. The names form a closed set; a form holds no script.</summary>
public sealed record FormRule
{
    /// <summary>Name from the closed set, e.g. <c>maxWords</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Arguments as the rule's kind declares them, e.g. <c>{ "max": 300 }</c>.</summary>
    public required JsonObject Arguments { get; init; }

    /// <summary>The rule counts only while this holds.</summary>
    public FormCondition? When { get; init; }

    /// <summary>For rules that count rows: only rows in which this holds.</summary>
    public FormCondition? Where { get; init; }

    /// <summary>What the person is told; may hold <c>{actual}</c> and the arguments by name, e.g. <c>{max}</c>.</summary>
    public required Label Sentence { get; init; }

    /// <summary>Clause the rule comes from.</summary>
    public required string Clause { get; init; }

    public FormRuleStrength Strength { get; init; }
}

/// <summary>What a breach means.</summary>
public enum FormRuleStrength
{
    /// <summary>The form is refused.</summary>
    Hard,

    /// <summary>The form is accepted with a remark (“原则上”, “为宜”).</summary>
    Soft,
}
