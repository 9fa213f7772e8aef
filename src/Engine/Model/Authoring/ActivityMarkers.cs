namespace Elsa.Workflows
{
    /// <summary>A flowchart starts here unless it says otherwise.</summary>
    public interface IStartNode;

    /// <summary>Once it completes, its flowchart completes.</summary>
    public interface ITerminalNode;

    /// <summary>A composite activity that builds its own content.</summary>
    public interface IComposite
    {
        void Setup();
    }

    /// <summary>An activity with variables of its own.</summary>
    public interface IVariableContainer : IActivity
    {
        ICollection<Variable> Variables { get; }
    }

    /// <summary>An activity with a result.</summary>
    public interface IActivityWithResult
    {
        Output? Result { get; set; }
    }

    /// <summary>An activity with a result of a known type.</summary>
    public interface IActivityWithResult<T> : IActivityWithResult
    {
        new Output<T>? Result { get; set; }
    }

    /// <summary>An activity that prepares itself before its graph is built.</summary>
    public interface IInitializable : IActivity
    {
        ValueTask InitializeAsync(InitializationContext context);
    }

    /// <summary>What an <see cref="IInitializable"/> may use.</summary>
    public record InitializationContext(IServiceProvider ServiceProvider, CancellationToken CancellationToken);

    /// <summary>Gives a property its default value.</summary>
    public interface IActivityPropertyDefaultValueProvider
    {
        object GetDefaultValue(System.Reflection.PropertyInfo property);
    }
}

namespace Elsa.Workflows.Activities.Flowchart.Contracts
{
    /// <summary>An activity that merges branches.</summary>
    public interface IJoinNode : IActivity;
}
