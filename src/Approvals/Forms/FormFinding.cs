namespace Workflows.Approvals.Forms;

/// <summary>What is not right in the values of a form.</summary>
/// <param name="Path">The value's place, e.g. <c>intendedMembers[1].unitName</c>.</param>
/// <param name="Rule">The rule's name; for what no rule of the form says: <c>required</c>, <c>type</c>, <c>option</c>, <c>unknown</c>, <c>readOnly</c>, <c>rights</c>, <c>length</c>.</param>
/// <param name="Sentence">What to tell the person.</param>
/// <param name="Clause">The clause the rule comes from.</param>
/// <param name="Strength">Hard refuses, soft remarks.</param>
public sealed record FormFinding(string Path, string Rule, Label Sentence, string Clause, FormRuleStrength Strength);
