namespace Elsa.Workflows;

/// <summary>Where a variable's value is kept while its instance is suspended.</summary>
public interface IStorageDriver
{
    /// <summary>The driver with the highest number is offered first.</summary>
    double Priority => 0;

    IEnumerable<string> Tags => [];

    ValueTask WriteAsync(string id, object value, StorageDriverContext context);
    ValueTask<object?> ReadAsync(string id, StorageDriverContext context);
    ValueTask DeleteAsync(string id, StorageDriverContext context);
}

/// <summary>The variable, and the workflow or activity it belongs to.</summary>
public record StorageDriverContext(IExecutionContext ExecutionContext, Variable Variable, CancellationToken CancellationToken);
