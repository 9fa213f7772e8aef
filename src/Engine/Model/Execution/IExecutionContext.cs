namespace Elsa.Workflows;

/// <summary>A running workflow or activity.</summary>
public interface IExecutionContext
{
    string Id { get; }
    IActivity Activity { get; }
    ExpressionExecutionContext ExpressionExecutionContext { get; }
    IEnumerable<Variable> Variables { get; }
    IDictionary<string, object> Properties { get; }
}
