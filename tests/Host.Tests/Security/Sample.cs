using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using Workflows.Approvals;

namespace Workflows.Host.Tests.Security;

/// <summary>A body that an endpoint can read: every field has a value of its type.</summary>
internal static class Sample
{
    public static JsonNode? Of(Type type) => Value(type, 0) is { } value ? JsonNode.Parse(Json.Write(value)) : null;

    private static object? Value(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Value(inner, depth);
        if (type == typeof(string)) return "x";
        if (type == typeof(bool)) return true;
        if (type == typeof(DateOnly)) return new DateOnly(2023, 6, 1);
        if (type == typeof(TimeOnly)) return new TimeOnly(12, 0);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);
        if (type == typeof(JsonObject) || type == typeof(JsonNode)) return new JsonObject();
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
        if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture);
        if (depth > 4) return null;
        if (type.IsGenericType && type.GetInterfaces().Append(type).Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)))
            return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()));
        if (typeof(IEnumerable).IsAssignableFrom(type) && (type.IsArray ? type.GetElementType() : type.GetGenericArguments().FirstOrDefault()) is { } item)
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            if (Value(item, depth + 1) is { } one) list.Add(one);
            return type.IsInstanceOfType(list) ? list : type is { IsAbstract: false, IsArray: false } ? Activator.CreateInstance(type, list) : null;
        }

        if (type.GetConstructors().OrderByDescending(each => each.GetParameters().Length).FirstOrDefault() is not { } constructor) return null;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType, depth + 1) ?? Default(parameter))]);
        if (constructor.GetParameters().Length == 0)
            foreach (var property in type.GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0))
                if (Value(property.PropertyType, depth + 1) is { } value) property.SetValue(made, value);
        return made;
    }

    private static object? Default(ParameterInfo parameter) => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
}
