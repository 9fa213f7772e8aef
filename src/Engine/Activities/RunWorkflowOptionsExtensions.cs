namespace Elsa.Workflows.Activities.Flowchart.Extensions;

/// <summary>Chooses how the flowcharts of an instance run.</summary>
public static class RunWorkflowOptionsExtensions
{
    public static RunWorkflowOptions WithTokenBasedFlowchart(this RunWorkflowOptions options) => options.WithFlowchartExecutionMode(FlowchartExecutionMode.TokenBased);

    public static RunWorkflowOptions WithCounterBasedFlowchart(this RunWorkflowOptions options) => options.WithFlowchartExecutionMode(FlowchartExecutionMode.CounterBased);

    public static RunWorkflowOptions WithFlowchartExecutionMode(this RunWorkflowOptions options, FlowchartExecutionMode mode)
    {
        options.Properties ??= new Dictionary<string, object>();
        options.Properties[Activities.Flowchart.ExecutionModePropertyKey] = mode;
        return options;
    }
}
