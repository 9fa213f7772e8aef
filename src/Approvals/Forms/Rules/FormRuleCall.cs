using System.Text.Json.Nodes;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>One rule met with one value.</summary>
internal sealed record FormRuleCall(FormField Field, FormRule Rule, JsonNode? Value, string Path, FormScope Scope)
{
    public FormCheckContext Context => Scope.Context;

    public bool Has(string argument) => Rule.Arguments.ContainsKey(argument);

    public string Text(string argument) => FormJson.Text(Rule.Arguments[argument])!;

    public IReadOnlyList<string> Texts(string argument) => [.. ((JsonArray)Rule.Arguments[argument]!).Select(t => FormJson.Text(t)!)];

    public decimal Number(string argument) => FormJson.Number(Rule.Arguments[argument])!.Value;

    public DateOnly Day(string argument) => FormJson.Day(Rule.Arguments[argument])!.Value;

    /// <summary>The text values of the field with their paths: one, or one per entry.</summary>
    public IEnumerable<(string Path, string Text)> Entries => Value is JsonArray items
        ? items.Select((item, i) => ($"{Path}[{i}]", FormJson.Text(item))).Where(x => x.Item2 is not null).Select(x => (x.Item1, x.Item2!))
        : FormJson.Text(Value) is { } text ? [(Path, text)] : [];

    /// <summary>The rows with their numbers in which the rule's <c>where</c> holds.</summary>
    public IEnumerable<(int Index, JsonObject Row)> Rows => ((Value as JsonArray) ?? [])
        .Select((row, i) => (i, row as JsonObject))
        .Where(x => x.Item2 is not null && (Rule.Where?.Holds(Scope.Inside(x.Item2)) ?? true))
        .Select(x => (x.i, x.Item2!));

    /// <summary>A breach at the field itself unless it holds.</summary>
    public IEnumerable<FormBreach> Unless(bool holds, string? actual = null) => holds ? [] : [new(Path, actual)];
}
