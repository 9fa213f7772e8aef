namespace Elsa.Extensions;

/// <summary>Reads and sets memory from an activity.</summary>
public static class MemoryBlockReferenceExtensions
{
    public static object? Get(this MemoryBlockReference reference, ActivityExecutionContext context) => context.Get(reference);
    public static T? Get<T>(this MemoryBlockReference reference, ActivityExecutionContext context) => context.Get<T>(reference);
    public static void Set(this MemoryBlockReference reference, ActivityExecutionContext context, object? value) => context.Set(reference, value);
    public static MemoryBlock GetBlock(this MemoryBlockReference reference, ExpressionExecutionContext context) => context.GetBlock(reference);

    /// <summary>What is kept under the id, in this scope or an outer one; null if nothing is.</summary>
    public static object? Get(this ExpressionExecutionContext context, string id) => context.TryGet(new MemoryBlockReference(id), out var value) ? value : null;

    /// <inheritdoc cref="Get(ExpressionExecutionContext,string)"/>
    public static object? Get(this ActivityExecutionContext context, string id) => context.ExpressionExecutionContext.Get(id);
}
