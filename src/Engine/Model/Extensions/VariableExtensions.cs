namespace Elsa.Extensions;

/// <summary>Sets and describes variables.</summary>
public static class VariableExtensions
{
    public static Type GetVariableType(this Variable variable) => ValueType(variable.GetType());

    public static Variable WithWorkflowStorage(this Variable variable) => variable.WithStorage<WorkflowInstanceStorageDriver>();
    public static Variable<T> WithWorkflowStorage<T>(this Variable<T> variable) => (Variable<T>)variable.WithStorage(typeof(WorkflowInstanceStorageDriver));
    public static Variable WithMemoryStorage(this Variable variable) => variable.WithStorage<MemoryStorageDriver>();
    public static Variable<T> WithMemoryStorage<T>(this Variable<T> variable) => (Variable<T>)variable.WithStorage(typeof(MemoryStorageDriver));
    public static Variable WithStorage<T>(this Variable variable) => variable.WithStorage(typeof(T));

    public static Variable WithStorage(this Variable variable, Type storageDriverType)
    {
        variable.StorageDriverType = storageDriverType;
        return variable;
    }

    public static void Set(this Variable variable, ActivityExecutionContext context, object? value) => context.ExpressionExecutionContext.Set(variable, variable.ParseValue(value));

    /// <summary>Converts a value to the variable's type.</summary>
    public static object? ParseValue(this Variable variable, object? value) => ParseValue(variable.GetVariableType(), value);

    public static object? ParseValue(Type type, object? value) => value is string { Length: 0 } && type != typeof(string) && type != typeof(object) ? null : value.ConvertTo(type);

    public static bool TryParseValue(this Variable variable, object? value, out object? parsedValue)
    {
        try
        {
            parsedValue = variable.ParseValue(value);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            parsedValue = null;
            return false;
        }
    }

    /// <summary>Declares the variable with the value it starts with.</summary>
    internal static MemoryBlock DeclareIn(this Variable variable, MemoryRegister register)
    {
        if (variable.Id == null!) variable.Id = variable.Name;
        if (register.TryGetBlock(variable.Id, out var existing)) return existing;
        var block = register.Declare(variable);
        block.Value = variable.ParseValue(variable.Value);
        return block;
    }

    private static Type ValueType(Type type)
    {
        for (var candidate = type; candidate != null; candidate = candidate.BaseType)
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(Variable<>))
                return candidate.GetGenericArguments()[0];
        return typeof(object);
    }
}
