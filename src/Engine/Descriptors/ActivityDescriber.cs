using System.ComponentModel;
using System.Reflection;
using Elsa.Resilience;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Descriptors;

/// <summary>Describes activity classes from their attributes and properties.</summary>
internal static class ActivityDescriber
{
    public static ActivityDescriptor Describe(Type type)
    {
        var shape = ActivityShape.Of(type);
        var attribute = type.GetCustomAttribute<ActivityAttribute>(false);
        var space = attribute?.Namespace ?? type.Namespace ?? "";
        var name = shape.TypeName[(space.Length + 1)..];
        return new ActivityDescriptor
        {
            TypeName = shape.TypeName,
            ClrType = type,
            Namespace = space,
            Name = name,
            Version = shape.Version,
            Category = Text<CategoryAttribute>(type, x => x.Category) ?? attribute?.Category ?? space.Split('.').LastOrDefault(x => x.Length > 0) ?? "Miscellaneous",
            DisplayName = Text<DisplayNameAttribute>(type, x => x.DisplayName) ?? attribute?.DisplayName ?? Naming.Title(name),
            Description = Text<DescriptionAttribute>(type, x => x.Description) ?? attribute?.Description,
            Kind = typeof(ITrigger).IsAssignableFrom(type) ? ActivityKind.Trigger : attribute?.Kind ?? ActivityKind.Action,
            RunAsynchronously = attribute?.RunAsynchronously ?? false,
            IsBrowsable = type.GetCustomAttribute<BrowsableAttribute>()?.Browsable ?? true,
            IsStart = typeof(IStartNode).IsAssignableFrom(type),
            IsTerminal = typeof(ITerminalNode).IsAssignableFrom(type),
            IsContainer = typeof(Elsa.Workflows.Activities.Container).IsAssignableFrom(type),
            Ports = Ports(type).ToList(),
            Inputs = Properties(type).Where(IsInput).Select(Input).ToList(),
            Outputs = Properties(type).Where(x => typeof(Output).IsAssignableFrom(x.PropertyType)).Select(Output).ToList(),
            CustomProperties = CustomProperties(type),
            Attributes = type.GetCustomAttributes(true).OfType<Attribute>().ToList()
        };
    }

    private static Dictionary<string, object> CustomProperties(Type type)
    {
        var properties = new Dictionary<string, object> { ["Type"] = $"{type.FullName}, {type.Assembly.GetName().Name}" };
        if (!typeof(IResilientActivity).IsAssignableFrom(type)) return properties;
        properties["Resilient"] = true;
        properties["ResilienceCategory"] = type.GetCustomAttribute<ResilienceCategoryAttribute>()?.Category ?? "Default";
        return properties;
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(x => x is { CanRead: true, CanWrite: true } && x.GetIndexParameters().Length == 0).OrderBy(x => Depth(x.DeclaringType!));

    private static bool IsInput(PropertyInfo property) => typeof(Input).IsAssignableFrom(property.PropertyType) || property.IsDefined(typeof(InputAttribute));

    private static IEnumerable<Port> Ports(Type type)
    {
        foreach (var property in Properties(type).Where(x => typeof(IActivity).IsAssignableFrom(x.PropertyType)))
        {
            var port = property.GetCustomAttribute<PortAttribute>();
            var name = port?.Name ?? property.Name;
            yield return new Port { Name = name, DisplayName = port?.DisplayName ?? Naming.Title(name), Type = PortType.Embedded, IsBrowsable = port != null && IsBrowsable(property) };
        }

        foreach (var outcome in type.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? [])
            yield return new Port { Name = outcome, DisplayName = outcome, Type = PortType.Flow };
    }

    private static InputDescriptor Input(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<InputAttribute>();
        var isWrapped = typeof(Input).IsAssignableFrom(property.PropertyType);
        var type = isWrapped ? Value(property.PropertyType) : property.PropertyType;
        var hint = attribute?.UIHint ?? InputEditors.HintFor(type);
        return new InputDescriptor
        {
            Name = attribute?.Name ?? property.Name,
            Type = type,
            PropertyInfo = property,
            ValueGetter = property.GetValue,
            ValueSetter = property.SetValue,
            IsWrapped = isWrapped,
            UIHint = hint,
            UISpecifications = InputEditors.Fixed(hint, type, attribute?.Options),
            DisplayName = Text<DisplayNameAttribute>(property, x => x.DisplayName) ?? attribute?.DisplayName ?? Naming.Title(property.Name),
            Description = Text<DescriptionAttribute>(property, x => x.Description) ?? attribute?.Description,
            Category = Text<CategoryAttribute>(property, x => x.Category) ?? attribute?.Category,
            Order = attribute?.Order ?? 0,
            DefaultValue = Default(property, attribute),
            DefaultSyntax = attribute?.DefaultSyntax,
            EvaluatorType = attribute?.EvaluatorType,
            AutoEvaluate = attribute?.AutoEvaluate ?? true,
            IsReadOnly = attribute?.IsReadOnly ?? false,
            IsSensitive = attribute?.CanContainSecrets ?? false,
            IsSerializable = attribute?.IsSerializable ?? true,
            IsBrowsable = (attribute?.IsBrowsable ?? true) && IsBrowsable(property)
        };
    }

    private static OutputDescriptor Output(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<OutputAttribute>();
        var name = Naming.Pascalize(attribute?.Name ?? property.Name);
        return new OutputDescriptor
        {
            Name = name,
            Type = Value(property.PropertyType),
            PropertyInfo = property,
            ValueGetter = property.GetValue,
            ValueSetter = property.SetValue,
            DisplayName = Text<DisplayNameAttribute>(property, x => x.DisplayName) ?? attribute?.DisplayName ?? Naming.Title(name),
            Description = Text<DescriptionAttribute>(property, x => x.Description) ?? attribute?.Description,
            IsBrowsable = (attribute?.IsBrowsable ?? true) && IsBrowsable(property),
            IsSerializable = attribute?.IsSerializable ?? true
        };
    }

    private static object? Default(PropertyInfo property, InputAttribute? attribute)
    {
        if (attribute?.DefaultValueProvider is not { } type) return attribute?.DefaultValue;
        var provider = ActivityMaker.CanMake(type) ? ActivityMaker.Make(type) : Activator.CreateInstance(type)!;
        return ((IActivityPropertyDefaultValueProvider)provider).GetDefaultValue(property);
    }

    private static Type Value(Type argument)
    {
        for (var type = argument; type != null; type = type.BaseType)
            if (type.IsGenericType)
                return type.GetGenericArguments()[0];
        return typeof(object);
    }

    private static bool IsBrowsable(PropertyInfo property) => property.GetCustomAttribute<BrowsableAttribute>()?.Browsable ?? true;

    private static string? Text<TAttribute>(MemberInfo member, Func<TAttribute, string> read) where TAttribute : Attribute =>
        member.GetCustomAttribute<TAttribute>() is { } attribute && read(attribute) is { Length: > 0 } text ? text : null;

    /// <summary>What a base class declares comes first.</summary>
    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;
}
