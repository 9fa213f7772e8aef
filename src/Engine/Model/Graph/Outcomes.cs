namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>The ports an activity completes through.</summary>
public record Outcomes(params string[] Names)
{
    public static readonly Outcomes Default = new(null!, "Done");
    public static readonly Outcomes Empty = new();
}
