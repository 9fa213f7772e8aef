namespace Elsa.Workflows;

/// <summary>
/// A workflow written in C#. One object may build many graphs, and a graph serves all instances of a version: keep nothing of an instance in it, and take
/// only services that live as long as the program.
/// </summary>
public interface IWorkflow
{
    ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default);
}

/// <summary>Base class of workflows written in C#: override <see cref="Build"/> or <see cref="BuildAsync"/>.</summary>
public abstract class WorkflowBase : IWorkflow
{
    protected virtual ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        Build(builder);
        return ValueTask.CompletedTask;
    }

    protected virtual void Build(IWorkflowBuilder builder)
    {
    }

    protected virtual ValueTask BeforeBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    protected virtual ValueTask AfterBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    async ValueTask IWorkflow.BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken)
    {
        await BeforeBuildAsync(builder, cancellationToken);
        await BuildAsync(builder, cancellationToken);
        await AfterBuildAsync(builder, cancellationToken);
    }
}

/// <summary>Base class of workflows with a result.</summary>
public abstract class WorkflowBase<TResult> : WorkflowBase
{
    protected WorkflowBase() => Result = new Variable<TResult>("Result", default!).WithWorkflowStorage();

    /// <summary>What this variable holds at the end is the result.</summary>
    protected Variable<TResult> Result { get; }

    protected override ValueTask BeforeBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        builder.Result = Result;
        return ValueTask.CompletedTask;
    }

    protected override ValueTask AfterBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        if (!builder.Variables.Contains(Result)) builder.Variables.Add(Result);
        return ValueTask.CompletedTask;
    }
}
