using System.Text.Json.Nodes;

namespace Workflows.Approvals.Forms;

/// <summary>
/// A condition over values: <c>{ "field": "intendedProject", "is": "other" }</c>, with <c>isNot</c>, <c>in</c> or <c>filled</c> in place of <c>is</c>;
/// <c>{ "fact": "superiorIsEducationAuthority", "is": false }</c>; several with <c>all</c> or <c>any</c>.
/// Of a list of choices, <c>is</c> and <c>in</c> ask whether one of them is chosen.
/// An empty field is no value: <c>is</c> and <c>in</c> do not hold, <c>isNot</c> holds. A fact that is not known makes its condition false.
/// </summary>
public sealed record FormCondition
{
    /// <summary>All of these must hold.</summary>
    public IReadOnlyList<FormCondition> All { get; init; } = [];

    /// <summary>At least one of these must hold.</summary>
    public IReadOnlyList<FormCondition> Any { get; init; } = [];

    /// <summary>Field in the same row or group, or path from the root.</summary>
    public string? Field { get; init; }

    /// <summary>One of <see cref="Facts"/>.</summary>
    public string? Fact { get; init; }

    /// <summary>Values to compare with (<c>is</c>, <c>isNot</c>, <c>in</c>).</summary>
    public IReadOnlyList<JsonNode?> Values { get; init; } = [];

    /// <summary>True for <c>isNot</c>.</summary>
    public bool Negated { get; init; }

    /// <summary>Set for <c>filled</c>.</summary>
    public bool? Filled { get; init; }

    /// <summary>The facts of a <see cref="FormCheckContext"/> that conditions may name.</summary>
    public static IReadOnlyDictionary<string, Func<FormCheckContext, JsonNode?>> Facts { get; } = new Dictionary<string, Func<FormCheckContext, JsonNode?>>
    {
        ["superiorIsEducationAuthority"] = c => c.SuperiorIsEducationAuthority,
        ["applicantKind"] = c => c.Applicant?.Kind,
        ["applicantLevel"] = c => c.Applicant?.Level,
        ["party"] = c => c.Party,
    };

    internal bool Holds(FormScope scope)
    {
        if (All.Count > 0)
        {
            return All.All(c => c.Holds(scope));
        }

        if (Any.Count > 0)
        {
            return Any.Any(c => c.Holds(scope));
        }

        if (Fact is not null)
        {
            return Facts[Fact](scope.Context) is { } fact && Values.Any(v => FormJson.Same(v, fact)) != Negated;
        }

        var value = scope.Value(Field!);
        return Filled is { } filled
            ? FormJson.IsBlank(value) != filled
            : Values.Any(v => FormJson.Same(v, value) || (value is JsonArray chosen && chosen.Any(c => FormJson.Same(v, c)))) != Negated;
    }
}
