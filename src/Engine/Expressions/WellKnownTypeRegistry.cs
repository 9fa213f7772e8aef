using System.Collections.Concurrent;
using System.Dynamic;
using System.Text.Json.Nodes;

namespace Elsa.Expressions.Services;

/// <summary>
/// Type names of definitions: short names, the forms <c>T?</c>, <c>T[]</c>, <c>List&lt;T&gt;</c>, <c>HashSet&lt;T&gt;</c>, <c>Collection&lt;T&gt;</c> made of them, and
/// <c>Namespace.Type, Assembly</c> of registered types. A name that is not registered is never looked up in assemblies.
/// </summary>
public class WellKnownTypeRegistry : IWellKnownTypeRegistry
{
    private static readonly (string Name, Type Definition)[] Lists =
        [("List", typeof(List<>)), ("HashSet", typeof(HashSet<>)), ("Collection", typeof(System.Collections.ObjectModel.Collection<>)), ("List", typeof(ICollection<>)), ("List", typeof(IEnumerable<>)), ("List", typeof(IList<>))];

    private readonly ConcurrentDictionary<string, Type> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Type, string> _aliases = new();

    public WellKnownTypeRegistry()
    {
        foreach (var type in new[]
        {
            typeof(object), typeof(string), typeof(bool), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(Guid), typeof(DateTime),
            typeof(DateTimeOffset), typeof(TimeSpan), typeof(Stream), typeof(JsonElement), typeof(JsonNode), typeof(JsonObject), typeof(JsonArray)
        })
            RegisterType(type, type.Name);
        RegisterType(typeof(byte[]), "ByteArray");
        RegisterType(typeof(ExpandoObject), "JSON");
        RegisterType(typeof(IDictionary<string, string>), "StringDictionary");
        RegisterType(typeof(IDictionary<string, object>), "ObjectDictionary");
        RegisterType(typeof(Dictionary<string, string>), "StringMap");
        RegisterType(typeof(Dictionary<string, object>), "ObjectMap");
        _types["Long"] = typeof(long);
    }

    public void RegisterType(Type type, string alias)
    {
        _types[alias] = type;
        _aliases.TryAdd(type, alias);
        if (type.FullName is { } name) _types.TryAdd(name, type);
    }

    public bool TryGetAlias(Type type, out string alias)
    {
        if (_aliases.TryGetValue(type, out alias!)) return true;
        if (Nullable.GetUnderlyingType(type) is { } inner && TryGetAlias(inner, out var name)) alias = name + "?";
        else if (type.IsArray && TryGetAlias(type.GetElementType()!, out name)) alias = name + "[]";
        else if (type.IsGenericType && Array.Find(Lists, x => x.Definition == type.GetGenericTypeDefinition()) is { Name: { } list } && TryGetAlias(type.GetGenericArguments()[0], out name)) alias = $"{list}<{name}>";
        else return false;
        return true;
    }

    public bool TryGetType(string alias, out Type type)
    {
        alias = alias.Trim();
        if (_types.TryGetValue(alias, out type!)) return true;
        if (alias.EndsWith('?') && TryGetType(alias[..^1], out var inner)) type = inner.IsValueType ? typeof(Nullable<>).MakeGenericType(inner) : inner;
        else if (alias.EndsWith("[]", StringComparison.Ordinal) && TryGetType(alias[..^2], out inner)) type = inner.MakeArrayType();
        else if (alias.EndsWith('>') && alias.IndexOf('<', StringComparison.Ordinal) is > 0 and var at && Array.Find(Lists, x => x.Name == alias[..at]) is { Definition: { } list } && TryGetType(alias[(at + 1)..^1], out inner)) type = list.MakeGenericType(inner);
        else return alias.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma && _types.TryGetValue(alias[..comma].Trim(), out type!);
        return true;
    }

    public IEnumerable<Type> ListTypes() => _aliases.Keys;
}
