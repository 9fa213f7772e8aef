using System.ComponentModel;
using System.Text.Json.Nodes;
using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Code;
using Workflows.Engine.Serialization;

namespace Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

/// <summary>
/// Runs a definition as a part of another one: in the same instance, as a graph inside. Its inputs and outputs are those of the definition, and it
/// completes with the outcome the definition ends with. The version it names is used; a version that is not here is replaced by the published one, then by the latest.
/// </summary>
[Browsable(false)]
public class WorkflowDefinitionActivity : Composite, IInitializable
{
    public string WorkflowDefinitionId { get; set; } = null!;

    /// <summary>The version that runs; without it, the one whose number is <see cref="IActivity.Version"/>.</summary>
    public string? WorkflowDefinitionVersionId { get; set; }

    /// <summary>For editors, which offer to move on to it.</summary>
    public int LatestAvailablePublishedVersion { get; set; }

    /// <inheritdoc cref="LatestAvailablePublishedVersion"/>
    public string? LatestAvailablePublishedVersionId { get; set; }

    /// <summary>The JSON it was read from: which of its members are inputs and outputs is known once the definition is.</summary>
    internal JsonObject? Source { get; set; }

    /// <summary>It stands inside the definition it names, so that building it would never end.</summary>
    internal bool IsInsideItself { get; set; }

    async ValueTask IInitializable.InitializeAsync(InitializationContext context)
    {
        if (Root is Workflow or Fault) return;
        var definition = IsInsideItself ? null : await FindAsync(context);
        if (definition == null)
        {
            Root = Fault.Create("composition", "Composition", DefaultFaultTypes.System, IsInsideItself
                ? $"Expected {Type} to run another workflow, found that it runs the one it stands in. Take it out."
                : $"Expected the workflow definition {WorkflowDefinitionId} that {Type} runs, found none. Import it, or take the activity out.");
            return;
        }

        var workflow = await context.ServiceProvider.GetRequiredService<Materializers>().MaterializeAsync(definition, context.CancellationToken);
        workflow.Id = "Workflow1";
        Root = workflow;
        if (Source != null) ReadArguments(definition, context.ServiceProvider.GetRequiredService<ActivityReader>());
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => Root is Workflow workflow
        ? context.ScheduleActivityAsync(workflow, OnWorkflowCompletedAsync, variables: workflow.Inputs.Select(input => Argument(context, input)).Concat(workflow.Outputs.Select(output => New(output.Type, output.Name))))
        : context.ScheduleActivityAsync(Root, OnWorkflowCompletedAsync);

    private async ValueTask OnWorkflowCompletedAsync(ActivityCompletedContext context)
    {
        var memory = context.ChildContext.ExpressionExecutionContext.Memory;
        if (Root is Workflow workflow)
            foreach (var output in workflow.Outputs)
                // An activity inside may have set the output of this activity itself already.
                if (memory.TryGetBlock(output.Name, out var block) && (block.Value != null || !context.TargetContext.OutputValues.ContainsKey(output.Name)))
                    context.TargetContext.Yield(SyntheticProperties.TryGetValue(WorkflowDefinitionArgument.Name(output.Name), out var bound) ? bound as Output : null, output.Name, block.Value);
        await OnCompletedAsync(context);
        await context.CompleteActivityAsync(context.Result);
    }

    private static async Task<WorkflowDefinition?> VersionAsync(InitializationContext context, string id) =>
        await context.ServiceProvider.GetRequiredService<IWorkflowDefinitionService>().FindWorkflowDefinitionAsync(id, context.CancellationToken);

    private async Task<WorkflowDefinition?> FindAsync(InitializationContext context)
    {
        if (WorkflowDefinitionVersionId is { Length: > 0 } id && await VersionAsync(context, id) is { } named && named.DefinitionId == WorkflowDefinitionId) return named;
        var definitions = context.ServiceProvider.GetRequiredService<IWorkflowDefinitionService>();
        return await definitions.FindWorkflowDefinitionAsync(WorkflowDefinitionId, VersionOptions.SpecificVersion(Version), context.CancellationToken)
            ?? await definitions.FindWorkflowDefinitionAsync(WorkflowDefinitionId, VersionOptions.Published, context.CancellationToken)
            ?? await definitions.FindWorkflowDefinitionAsync(WorkflowDefinitionId, VersionOptions.Latest, context.CancellationToken);
    }

    private void ReadArguments(WorkflowDefinition definition, ActivityReader reader)
    {
        foreach (var input in definition.Inputs)
            if (WorkflowDefinitionArgument.Json(Source!, input.Name) is { } json && reader.ReadInput(json, typeof(Input<>).MakeGenericType(input.Type)) is { } read)
                SyntheticProperties[WorkflowDefinitionArgument.Name(input.Name)] = read;
        foreach (var output in definition.Outputs)
            if (WorkflowDefinitionArgument.Json(Source!, output.Name) is { } json && reader.ReadOutput(json, typeof(Output<>).MakeGenericType(output.Type)) is { } read)
                SyntheticProperties[WorkflowDefinitionArgument.Name(output.Name)] = read;
    }

    // Arguments are variables of the definition inside, not of this activity: what its own inputs name must be found outside.
    private Variable Argument(ActivityExecutionContext context, InputDefinition input)
    {
        var variable = New(input.Type, input.Name);
        var isTransient = input.StorageDriverType == typeof(MemoryStorageDriver) || typeof(Stream).IsAssignableFrom(input.Type);
        variable.StorageDriverType = isTransient ? typeof(MemoryStorageDriver) : typeof(WorkflowInstanceStorageDriver);
        if (SyntheticProperties.TryGetValue(WorkflowDefinitionArgument.Name(input.Name), out var bound) && bound is Input given && context.TryGet(given.MemoryBlockReference(), out var value))
            variable.Value = value;
        return variable;
    }

    private static Variable New(Type type, string name)
    {
        var variable = type == typeof(object) ? new Variable() : (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
        (variable.Id, variable.Name) = (name, name);
        return variable;
    }
}
