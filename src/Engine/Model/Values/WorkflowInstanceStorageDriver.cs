namespace Elsa.Workflows;

/// <summary>Keeps the value inside the instance's state, under the property <c>Variables</c> of the context that owns the variable.</summary>
[System.ComponentModel.DisplayName("Workflow Instance")]
public class WorkflowInstanceStorageDriver : IStorageDriver
{
    public const string VariablesDictionaryStateKey = "Variables";

    public double Priority => 5;
    public IEnumerable<string> Tags => [];

    public ValueTask WriteAsync(string id, object value, StorageDriverContext context)
    {
        Values(context)[id] = value;
        return ValueTask.CompletedTask;
    }

    public ValueTask<object?> ReadAsync(string id, StorageDriverContext context) =>
        ValueTask.FromResult(Values(context).TryGetValue(id, out var value) ? value : null);

    public ValueTask DeleteAsync(string id, StorageDriverContext context)
    {
        Values(context).Remove(id);
        return ValueTask.CompletedTask;
    }

    private static IDictionary<string, object> Values(StorageDriverContext context)
    {
        var properties = context.ExecutionContext.Properties;
        if (properties.TryGetValue(VariablesDictionaryStateKey, out var found) && found is IDictionary<string, object> values) return values;
        var created = new Dictionary<string, object>(StringComparer.Ordinal);
        properties[VariablesDictionaryStateKey] = created;
        return created;
    }
}
