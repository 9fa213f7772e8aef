using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Engine.Serialization;

namespace Elsa.Expressions.Helpers;

/// <summary>
/// Converts values leniently: text to numbers, dates, enums, identifiers and back; JSON text to objects and lists; lists item by item; anything else by way of JSON.
/// </summary>
public static class ObjectConverter
{
    /// <summary>True (default): what cannot be converted throws. False: it becomes the default of the type.</summary>
    public static bool StrictMode = true;

    /// <inheritdoc cref="ConvertTo(object, Type, ObjectConverterOptions)"/>
    public static T? ConvertTo<T>(this object? value, ObjectConverterOptions? converterOptions = null) => (T?)value.ConvertTo(typeof(T), converterOptions);

    /// <summary>Converts the value to the type; null stays null, or becomes the default of a value type.</summary>
    /// <exception cref="TypeConversionException">The value cannot be read as that type.</exception>
    public static object? ConvertTo(this object? value, Type targetType, ObjectConverterOptions? converterOptions = null)
    {
        var options = converterOptions ?? ObjectConverterOptions.Default;
        if (value is null) return Default(targetType);
        var type = Nullable.GetUnderlyingType(targetType) ?? targetType;
        if (type.IsInstanceOfType(value) && !(type == typeof(object) && value is JsonElement)) return value;
        try
        {
            return Convert(value, type, options);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException or ArgumentException or JsonException or NotSupportedException or InvalidOperationException)
        {
            if (!(options.StrictMode ?? StrictMode)) return Default(targetType);
            throw new TypeConversionException($"Expected {Describe(type)}, found {Show(value)}. Give a value that can be read as {Describe(type)}.", value, targetType, e);
        }
    }

    private static object? Convert(object value, Type type, ObjectConverterOptions options) => value switch
    {
        JsonElement json => FromJson(json, type, options),
        JsonNode json when !typeof(JsonNode).IsAssignableFrom(type) => FromJson(JsonSerializer.SerializeToElement(json), type, options),
        _ when type == typeof(object) => value,
        _ when type == typeof(string) => ToText(value),
        string text => FromText(text, type, options),
        Enum number when type.IsEnum => Enum.ToObject(type, System.Convert.ToInt64(number, CultureInfo.InvariantCulture)),
        _ when type.IsEnum => Enum.ToObject(type, System.Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        DateTimeOffset moment when type == typeof(DateTime) => moment.UtcDateTime,
        DateTimeOffset moment when type == typeof(DateOnly) => DateOnly.FromDateTime(moment.DateTime),
        DateTime moment when type == typeof(DateTimeOffset) => new DateTimeOffset(moment.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(moment, DateTimeKind.Utc) : moment),
        DateTime moment when type == typeof(DateOnly) => DateOnly.FromDateTime(moment),
        DateOnly date when type == typeof(DateTime) => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        DateOnly date when type == typeof(DateTimeOffset) => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        IConvertible when IsConvertible(type) => System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
        IEnumerable list and not IDictionary when ItemType(type) is { } item && value is not IDictionary<string, object?> => ToList(list.Cast<object?>(), type, item, options),
        _ => JsonSerializer.SerializeToElement(value, Serializer(options)).Deserialize(type, Serializer(options))
    };

    private static object? FromText(string text, Type type, ObjectConverterOptions options)
    {
        var trimmed = text.Trim();
        if (type.IsEnum) return Enum.Parse(type, trimmed, ignoreCase: true);
        if (type == typeof(bool)) return trimmed switch { "1" => true, "0" => false, _ => bool.Parse(trimmed) };
        if (type == typeof(Guid)) return Guid.Parse(trimmed);
        if (type == typeof(TimeSpan)) return TimeSpan.Parse(trimmed, CultureInfo.InvariantCulture);
        if (type == typeof(DateTime)) return DateTime.Parse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.Parse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (type == typeof(DateOnly)) return DateOnly.Parse(trimmed, CultureInfo.InvariantCulture);
        if (type == typeof(TimeOnly)) return TimeOnly.Parse(trimmed, CultureInfo.InvariantCulture);
        if (type == typeof(Uri)) return new Uri(trimmed, UriKind.RelativeOrAbsolute);
        if (type == typeof(Version)) return Version.Parse(trimmed);
        if (type == typeof(byte[])) return System.Convert.FromBase64String(trimmed);
        if (type == typeof(Type)) return options.WellKnownTypeRegistry?.GetTypeOrDefault(trimmed) ?? throw new FormatException($"No type is registered as \"{trimmed}\".");
        if (IsConvertible(type))
            return IsWhole(type) ? System.Convert.ChangeType(decimal.Parse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture) : System.Convert.ChangeType(trimmed, type, CultureInfo.InvariantCulture);
        if (trimmed.Length == 0) return null;
        using var json = JsonDocument.Parse(trimmed);
        return FromJson(json.RootElement.Clone(), type, options);
    }

    private static object? FromJson(JsonElement json, Type type, ObjectConverterOptions options)
    {
        if (type == typeof(JsonElement)) return json;
        if (type == typeof(JsonNode) || type == typeof(JsonObject) || type == typeof(JsonArray)) return json.Deserialize(type);
        if (type == typeof(object)) return options.DeserializeJsonObjectToObject || json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) ? json.Deserialize<object>(EngineJson.Options) : json;
        return json.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String when type == typeof(string) => json.GetString(),
            JsonValueKind.String => FromText(json.GetString()!, type, options),
            JsonValueKind.True or JsonValueKind.False => Convert(json.GetBoolean(), type, options),
            JsonValueKind.Number when type == typeof(string) => json.GetRawText(),
            JsonValueKind.Number when type.IsEnum => Enum.ToObject(type, json.GetInt64()),
            JsonValueKind.Number when IsConvertible(type) => System.Convert.ChangeType(json.GetDecimal(), type, CultureInfo.InvariantCulture),
            JsonValueKind.Array when ItemType(type) is { } item => ToList(json.EnumerateArray().Select(x => (object?)x), type, item, options),
            _ when type == typeof(string) => json.GetRawText(),
            _ => json.Deserialize(type, Serializer(options))
        };
    }

    private static string ToText(object value) => value switch
    {
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => System.Convert.ToBase64String(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable => JsonSerializer.Serialize(value, Json.Relaxed),
        _ => value.ToString() ?? ""
    };

    private static object ToList(IEnumerable<object?> values, Type type, Type item, ObjectConverterOptions options)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        foreach (var value in values) list.Add(value.ConvertTo(item, options));
        if (type.IsInstanceOfType(list)) return list;
        if (!type.IsArray) return Activator.CreateInstance(type.IsInterface ? typeof(HashSet<>).MakeGenericType(item) : type, list)!;
        var array = Array.CreateInstance(item, list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    private static Type? ItemType(Type type)
    {
        if (type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type)) return null;
        if (type.IsArray) return type.GetElementType();
        var list = type.GetInterfaces().Append(type).FirstOrDefault(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        var item = list?.GetGenericArguments()[0];
        if (item is { IsGenericType: true } && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)) return null;
        return item ?? (type == typeof(IEnumerable) || type == typeof(ICollection) || type == typeof(IList) ? typeof(object) : null);
    }

    private static bool IsConvertible(Type type) => type.IsPrimitive || type == typeof(decimal);

    private static bool IsWhole(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64;

    private static object? Default(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;

    private static JsonSerializerOptions Serializer(ObjectConverterOptions options) => options.SerializerOptions ?? Json.Values;

    private static string Describe(Type type) => type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : $"a value of type {type.Name}";

    private static string Show(object value)
    {
        var text = value is string ? $"\"{value}\"" : $"{value} ({value.GetType().Name})";
        return text.Length > 120 ? text[..120] + "…" : text;
    }
}

/// <summary>How a conversion is made. Without options: strict as <see cref="ObjectConverter.StrictMode"/> says, JSON objects stay <see cref="JsonElement"/>.</summary>
public record ObjectConverterOptions(
    JsonSerializerOptions? SerializerOptions = null,
    IWellKnownTypeRegistry? WellKnownTypeRegistry = null,
    bool DeserializeJsonObjectToObject = false,
    bool? StrictMode = null)
{
    internal static readonly ObjectConverterOptions Default = new();
}
