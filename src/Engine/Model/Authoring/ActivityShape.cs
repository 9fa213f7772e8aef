using System.Collections.Concurrent;
using System.Reflection;

namespace Workflows.Engine;

/// <summary>A property of an activity class, with a compiled getter.</summary>
public sealed record ActivityProperty(string Name, PropertyInfo Property, Func<object, object?> Get);

/// <summary>
/// What the engine knows of an activity class, read once by reflection: type name and version, inputs, outputs, embedded activities.
/// </summary>
public sealed class ActivityShape
{
    private static readonly ConcurrentDictionary<Type, ActivityShape> Shapes = new();

    private ActivityShape(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>(false);
        TypeName = $"{attribute?.Namespace ?? type.Namespace}.{attribute?.Type ?? PlainName(type)}";
        Version = attribute?.Version ?? 1;

        List<ActivityProperty> inputs = [], outputs = [], ports = [];
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(x => x.CanRead && x.GetIndexParameters().Length == 0))
        {
            var kind = property.PropertyType;
            if (typeof(Input).IsAssignableFrom(kind)) inputs.Add(Describe(property, property.GetCustomAttribute<InputAttribute>()?.Name));
            else if (typeof(Output).IsAssignableFrom(kind)) outputs.Add(Describe(property, property.GetCustomAttribute<OutputAttribute>()?.Name));
            else if (typeof(IActivity).IsAssignableFrom(kind) || typeof(IEnumerable<IActivity>).IsAssignableFrom(kind))
                ports.Add(Describe(property, property.GetCustomAttribute<PortAttribute>()?.Name));
            else if (PartOf(kind) is { } part) ports.Add(Inside(Describe(property, property.GetCustomAttribute<PortAttribute>()?.Name), part));
        }

        Inputs = inputs;
        EvaluatedInputs = inputs.Where(x => x.Property.GetCustomAttribute<InputAttribute>()?.AutoEvaluate != false).ToList();
        Outputs = outputs;
        Ports = ports;
    }

    public string TypeName { get; }
    public int Version { get; }
    public IReadOnlyList<ActivityProperty> Inputs { get; }

    /// <summary>The inputs that are evaluated before the activity runs.</summary>
    public IReadOnlyList<ActivityProperty> EvaluatedInputs { get; }

    public IReadOnlyList<ActivityProperty> Outputs { get; }

    /// <summary>Properties that hold an activity, activities, or parts with activities in them (the cases of a switch).</summary>
    public IReadOnlyList<ActivityProperty> Ports { get; }

    public static ActivityShape Of(Type type) => Shapes.GetOrAdd(type, static x => new ActivityShape(x));
    public static string TypeNameOf(Type type) => Of(type).TypeName;
    public static int VersionOf(Type type) => Of(type).Version;

    /// <summary>What a collection holds, if it holds parts of an activity: objects that are no activities but have some in them. Else null.</summary>
    internal static Type? PartOf(Type collection)
    {
        var item = collection is { IsGenericType: true } && typeof(System.Collections.IEnumerable).IsAssignableFrom(collection) && collection.GetGenericArguments() is [var only] ? only : null;
        return item is { IsClass: true } && !typeof(IActivity).IsAssignableFrom(item) && Embedded(item).Any() ? item : null;
    }

    private static IEnumerable<PropertyInfo> Embedded(Type part) =>
        part.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(x => x is { CanRead: true, CanWrite: true } && typeof(IActivity).IsAssignableFrom(x.PropertyType));

    private static ActivityProperty Inside(ActivityProperty parts, Type part)
    {
        var embedded = Embedded(part).Select(x => Describe(x, null).Get).ToList();
        return parts with
        {
            Get = owner => (parts.Get(owner) as System.Collections.IEnumerable)?.Cast<object?>().Where(x => x != null).SelectMany(x => embedded.Select(get => get(x!))).OfType<IActivity>().ToList()
        };
    }

    private static ActivityProperty Describe(PropertyInfo property, string? name)
    {
        var target = System.Linq.Expressions.Expression.Parameter(typeof(object));
        var read = System.Linq.Expressions.Expression.Property(System.Linq.Expressions.Expression.Convert(target, property.DeclaringType!), property);
        var get = System.Linq.Expressions.Expression.Lambda<Func<object, object?>>(System.Linq.Expressions.Expression.Convert(read, typeof(object)), target).Compile();
        return new ActivityProperty(name ?? property.Name, property, get);
    }

    private static string PlainName(Type type)
    {
        var name = type.Name;
        var mark = name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? name : $"{name[..mark]}<{string.Join(',', type.GetGenericArguments().Select(PlainName))}>";
    }
}
