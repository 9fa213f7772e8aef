namespace Elsa.Expressions.Exceptions;

/// <summary>A value cannot be read as the type that is needed.</summary>
public class TypeConversionException(string message, object? value, Type targetType, Exception? innerException = null) : Exception(message, innerException)
{
    public TypeConversionException(string message, object? value, Type targetType) : this(message, value, targetType, null)
    {
    }

    public object? Value { get; } = value;
    public Type TargetType { get; } = targetType;
}
