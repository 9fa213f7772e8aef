namespace Elsa.Expressions.Helpers;

/// <summary>Converts values leniently from one type to another.</summary>
public static class ObjectConverter
{
    public static T? ConvertTo<T>(this object? value, ObjectConverterOptions? converterOptions = null) => value is T typed ? typed : (T?)value.ConvertTo(typeof(T), converterOptions);

    public static object? ConvertTo(this object? value, Type targetType, ObjectConverterOptions? converterOptions = null)
    {
        if (value is null || targetType.IsInstanceOfType(value)) return value;
        var type = Nullable.GetUnderlyingType(targetType) ?? targetType;
        if (type == typeof(string)) return value is JsonElement { ValueKind: JsonValueKind.String } e ? e.GetString() : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsEnum) return value is string s ? Enum.Parse(type, s, true) : Enum.ToObject(type, value);
        if (value is IConvertible && typeof(IConvertible).IsAssignableFrom(type)) return Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
        return JsonSerializer.Deserialize(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), type, JsonSerializerOptions.Web);
    }
}

/// <summary>How lenient a conversion is.</summary>
public record ObjectConverterOptions(JsonSerializerOptions? SerializerOptions = null, bool DeserializeJsonObjectToObject = false, bool? StrictMode = null);
