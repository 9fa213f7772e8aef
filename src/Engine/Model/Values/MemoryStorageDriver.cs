namespace Elsa.Workflows;

/// <summary>Keeps nothing: the value is gone once the instance is suspended.</summary>
[System.ComponentModel.DisplayName("Memory")]
public class MemoryStorageDriver : IStorageDriver
{
    public double Priority => 0;
    public IEnumerable<string> Tags => [];

    public ValueTask WriteAsync(string id, object value, StorageDriverContext context) => ValueTask.CompletedTask;
    public ValueTask<object?> ReadAsync(string id, StorageDriverContext context) => ValueTask.FromResult<object?>(null);
    public ValueTask DeleteAsync(string id, StorageDriverContext context) => ValueTask.CompletedTask;
}
