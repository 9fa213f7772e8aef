namespace Elsa.Expressions.Models;

/// <summary>
/// A scope in which expressions are evaluated: its own memory, then its parent's, and so on outwards to the workflow.
/// </summary>
public class ExpressionExecutionContext(
    IServiceProvider serviceProvider,
    MemoryRegister memory,
    ExpressionExecutionContext? parentContext = null,
    IDictionary<object, object>? transientProperties = null,
    Action? onChange = null,
    CancellationToken cancellationToken = default)
{
    public IServiceProvider ServiceProvider { get; } = serviceProvider;
    public MemoryRegister Memory { get; } = memory;
    public ExpressionExecutionContext? ParentContext { get; set; } = parentContext;
    public IDictionary<object, object> TransientProperties { get; set; } = transientProperties ?? new Dictionary<object, object>();
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public T GetRequiredService<T>() where T : notnull => ServiceProvider.GetRequiredService<T>();

    public MemoryBlock GetBlock(Func<MemoryBlockReference> blockReference) => GetBlock(blockReference());

    /// <summary>Finds the block, in this scope or an outer one.</summary>
    /// <exception cref="InvalidOperationException">No scope has it.</exception>
    public MemoryBlock GetBlock(MemoryBlockReference blockReference) => TryGetBlock(blockReference, out var block)
        ? block
        : throw new InvalidOperationException($"Expected a value under \"{blockReference.Id}\", found none in this scope or an outer one. Declare the variable, or evaluate the input first.");

    public bool TryGetBlock(MemoryBlockReference blockReference, out MemoryBlock block)
    {
        for (var context = this; context != null; context = context.ParentContext)
            if (context.Memory.TryGetBlock(blockReference.Id, out block))
                return true;
        block = null!;
        return false;
    }

    public object? Get(Func<MemoryBlockReference> blockReference) => Get(blockReference());
    public object? Get(MemoryBlockReference blockReference) => GetBlock(blockReference).Value;
    public T? Get<T>(Func<MemoryBlockReference> blockReference) => Get<T>(blockReference());
    public T? Get<T>(MemoryBlockReference blockReference) => Get(blockReference).ConvertTo<T>();

    public bool TryGet(MemoryBlockReference blockReference, out object? value)
    {
        var found = TryGetBlock(blockReference, out var block);
        value = found ? block.Value : null;
        return found;
    }

    public void Set(Func<MemoryBlockReference> blockReference, object? value, Action<MemoryBlock>? configure = null) => Set(blockReference(), value, configure);

    /// <summary>Sets the block where it is declared; declares it in this scope if no scope has it.</summary>
    public void Set(MemoryBlockReference blockReference, object? value, Action<MemoryBlock>? configure = null)
    {
        if (!TryGetBlock(blockReference, out var block)) block = Memory.Declare(blockReference);
        block.Value = value;
        configure?.Invoke(block);
        onChange?.Invoke();
    }
}
