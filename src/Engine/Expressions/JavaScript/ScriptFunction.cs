namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>A function of one argument that a script finds under the name of an argument of the evaluation. It returns nothing.</summary>
internal sealed record ScriptFunction(Action<object?> Call);
