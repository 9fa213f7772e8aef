namespace Elsa.Workflows.Activities.Flowchart.Options;

/// <summary>Settings of flowcharts.</summary>
public class FlowchartOptions
{
    /// <summary>How flowcharts run when the instance does not say; by default as <see cref="Activities.Flowchart.UseTokenFlow"/> says, which is counter mode.</summary>
    public FlowchartExecutionMode DefaultExecutionMode { get; set; } = FlowchartExecutionMode.Default;
}
