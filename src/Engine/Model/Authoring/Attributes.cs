namespace Elsa.Workflows.Attributes;

/// <summary>How an activity is shown and named.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Method)]
public class ActivityAttribute : Attribute
{
    public ActivityAttribute()
    {
    }

    public ActivityAttribute(string @namespace, string? category, string? description = null)
    {
        Namespace = @namespace;
        Category = category;
        Description = description;
    }

    public ActivityAttribute(string @namespace, string? description = null)
    {
        Namespace = @namespace;
        Description = description;
        Category = @namespace;
    }

    public ActivityAttribute(string @namespace, string? type, int version = 1, string? description = null, string? category = null)
    {
        Namespace = @namespace;
        Type = type;
        Version = version;
        Description = description;
        Category = category;
    }

    public string? Namespace { get; set; }
    public string? Type { get; set; }
    public int Version { get; set; } = 1;
    public string? Description { get; set; }
    public string? DisplayName { get; set; }
    public string? Category { get; set; }
    public ActivityKind Kind { get; set; } = ActivityKind.Action;
    public bool RunAsynchronously { get; set; }
}

/// <summary>How an input is shown, and whether it is evaluated before the activity runs.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public class InputAttribute : Attribute
{
    public string? Name { get; set; }
    public string? UIHint { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public string? Category { get; set; }
    public object? Options { get; set; }
    public float Order { get; set; }
    public object? DefaultValue { get; set; }
    public Type? DefaultValueProvider { get; set; }
    public string? DefaultSyntax { get; set; }
    public string[]? SupportedSyntaxes { get; set; }
    public bool IsReadOnly { get; set; }
    public bool IsBrowsable { get; set; } = true;
    public bool IsSerializable { get; set; } = true;

    /// <summary>False: the activity evaluates it itself, when it needs it.</summary>
    public bool AutoEvaluate { get; set; } = true;

    public Type? EvaluatorType { get; set; }
    public bool CanContainSecrets { get; set; }
    public Type? UIHandler { get; set; }
    public Type[]? UIHandlers { get; set; }
}

/// <summary>How an output is shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class OutputAttribute : Attribute
{
    public string? Name { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public bool IsBrowsable { get; set; } = true;
    public bool IsSerializable { get; set; } = true;
}

/// <summary>Marks a property as an embedded port: an activity drawn inside this one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class PortAttribute : Attribute
{
    public PortAttribute([CallerMemberName] string? name = null) => Name = name;

    public PortAttribute(string name, string displayName)
    {
        Name = name;
        DisplayName = displayName;
    }

    public string? Name { get; set; }
    public string? DisplayName { get; set; }
}

/// <summary>Leaves a property out of the hash of a stimulus.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ExcludeFromHashAttribute : Attribute;

/// <summary>Marks a property that an outside message fills.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class InboundAttribute : Attribute;

/// <summary>Marks a property that belongs to the activity's state.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class StateAttribute : Attribute;

/// <summary>Leaves the root of a composite out of its JSON.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class JsonIgnoreCompositeRootAttribute : Attribute;
