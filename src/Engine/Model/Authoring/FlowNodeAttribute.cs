namespace Elsa.Workflows.Activities.Flowchart.Attributes;

/// <summary>Names the outcomes an activity completes with; each is a port connections start from.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class FlowNodeAttribute(params string[] outcomes) : Attribute
{
    public ICollection<string> Outcomes { get; } = outcomes;
}
