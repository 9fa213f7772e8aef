namespace Elsa.Extensions;

/// <summary>Reads and sets memory from an activity.</summary>
public static class MemoryBlockReferenceExtensions
{
    public static object? Get(this MemoryBlockReference reference, ActivityExecutionContext context) => context.Get(reference);
    public static T? Get<T>(this MemoryBlockReference reference, ActivityExecutionContext context) => context.Get<T>(reference);
    public static void Set(this MemoryBlockReference reference, ActivityExecutionContext context, object? value) => context.Set(reference, value);
}
