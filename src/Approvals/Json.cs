using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals;

/// <summary>How the domain writes JSON: camel case, enum values by name, Chinese readable.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)
        ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");

    /// <summary>
    /// Keeps the property as JSON text in one column, on every database the same. The value is replaced and never changed in place, so that whether it changed
    /// is seen without writing it out: a call has seventeen of them. A debug build checks that.
    /// </summary>
    internal static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(value => Write(value), text => Read<T>(text), Replaced<T>());

#if DEBUG
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, string> AsRead = [];

    private static ValueComparer<T> Replaced<T>() => new((left, right) => Same(left, right), value => value == null ? 0 : value.GetHashCode(), value => Seen(value));

    /// <summary>Remembers what it was.</summary>
    private static T Seen<T>(T value)
    {
        if (value is not null && !typeof(T).IsValueType) AsRead.AddOrUpdate(value, Write(value));
        return value;
    }

    private static bool Same<T>(T left, T right)
    {
        if (typeof(T).IsValueType) return EqualityComparer<T>.Default.Equals(left, right);
        if (!ReferenceEquals(left, right)) return false;
        return left is null || !AsRead.TryGetValue(left, out var before) || before == Write(left)
            ? true
            : throw new InvalidOperationException($"Expected a {typeof(T).Name} that is kept as JSON to be replaced by another, but it was changed in place, from {before} to {Write(left)}. Assign a new value.");
    }
#else
    private static ValueComparer<T> Replaced<T>() => typeof(T).IsValueType
        ? new ValueComparer<T>(favorStructuralComparisons: false)
        : new((left, right) => ReferenceEquals(left, right), value => value == null ? 0 : value.GetHashCode(), value => value);
#endif
}
