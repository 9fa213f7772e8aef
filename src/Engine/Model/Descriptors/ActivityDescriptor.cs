using System.Reflection;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>An activity type, as editors show it.</summary>
public class ActivityDescriptor
{
    public string TypeName { get; set; } = null!;
    public string Namespace { get; set; } = null!;
    public string Name { get; set; } = null!;
    public int Version { get; set; }
    public string Category { get; set; } = null!;
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public ICollection<InputDescriptor> Inputs { get; init; } = new List<InputDescriptor>();
    public ICollection<OutputDescriptor> Outputs { get; init; } = new List<OutputDescriptor>();
    public ICollection<Port> Ports { get; set; } = new List<Port>();
    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> ConstructionProperties { get; set; } = new Dictionary<string, object>();
    public ActivityKind Kind { get; set; }
    public bool RunAsynchronously { get; set; }
    public bool IsBrowsable { get; set; } = true;
    public bool IsStart { get; set; }
    public bool IsTerminal { get; set; }
    public bool IsContainer { get; set; }

    [JsonIgnore] public string? TenantId { get; set; }
    [JsonIgnore] public Type? ClrType { get; set; }
    [JsonIgnore] public ICollection<Attribute> Attributes { get; set; } = new List<Attribute>();
}

/// <summary>A property of an activity type.</summary>
public abstract class PropertyDescriptor
{
    public string Name { get; set; } = null!;
    public Type Type { get; set; } = null!;
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public float Order { get; set; }
    public bool? IsBrowsable { get; set; }
    public bool? IsSerializable { get; set; }
    public bool IsSynthetic { get; set; }
    [JsonIgnore] public Func<IActivity, object?> ValueGetter { get; set; } = null!;
    [JsonIgnore] public Action<IActivity, object?> ValueSetter { get; set; } = null!;
    [JsonIgnore] public PropertyInfo? PropertyInfo { get; set; }
}

/// <summary>An input of an activity type.</summary>
public class InputDescriptor : PropertyDescriptor
{
    public string? Category { get; set; }
    public bool IsWrapped { get; set; }
    public bool? IsReadOnly { get; set; }
    public bool IsSensitive { get; set; }
    public bool AutoEvaluate { get; set; } = true;
    public string UIHint { get; set; } = InputUIHints.SingleLine;
    public object? DefaultValue { get; set; }
    public string? DefaultSyntax { get; set; }
    public Type? StorageDriverType { get; set; }
    public IDictionary<string, object>? UISpecifications { get; set; } = new Dictionary<string, object>();
    [JsonIgnore] public Type? EvaluatorType { get; set; }
}

/// <summary>An output of an activity type.</summary>
public class OutputDescriptor : PropertyDescriptor;

/// <summary>A port: a flow outcome, or a place for an embedded activity.</summary>
public class Port
{
    public string Name { get; set; } = null!;
    public string? DisplayName { get; set; }
    public PortType Type { get; set; }
    public bool IsBrowsable { get; set; } = true;
}
