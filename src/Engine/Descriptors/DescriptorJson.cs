using System.Text.Json.Nodes;

namespace Workflows.Engine.Descriptors;

/// <summary>Activity descriptors as JSON, as an editor reads them.</summary>
public sealed class DescriptorJson(IWellKnownTypeRegistry types)
{
    public JsonObject Write(ActivityDescriptor descriptor) => new()
    {
        ["typeName"] = descriptor.TypeName,
        ["namespace"] = descriptor.Namespace,
        ["name"] = descriptor.Name,
        ["version"] = descriptor.Version,
        ["category"] = descriptor.Category,
        ["displayName"] = descriptor.DisplayName,
        ["description"] = descriptor.Description,
        ["kind"] = descriptor.Kind.ToString(),
        ["runAsynchronously"] = descriptor.RunAsynchronously,
        ["isContainer"] = descriptor.IsContainer,
        ["isBrowsable"] = descriptor.IsBrowsable,
        ["isStart"] = descriptor.IsStart,
        ["isTerminal"] = descriptor.IsTerminal,
        ["inputs"] = new JsonArray([.. descriptor.Inputs.Select(Input)]),
        ["outputs"] = new JsonArray([.. descriptor.Outputs.Select(Output)]),
        ["ports"] = Node(descriptor.Ports),
        ["customProperties"] = Node(descriptor.CustomProperties),
        ["constructionProperties"] = Node(descriptor.ConstructionProperties)
    };

    public JsonObject Write(OutputConverterDescriptor converter) => new()
    {
        ["id"] = converter.Id,
        ["sourceTypeName"] = types.GetAliasOrDefault(converter.SourceType),
        ["resultTypeName"] = types.GetAliasOrDefault(converter.ResultType),
        ["displayName"] = converter.DisplayName,
        ["description"] = converter.Description,
        ["settingsSchema"] = converter.SettingsSchema is { } schema ? JsonSerializer.SerializeToNode(schema) : null
    };

    /// <summary>What the editor of an input offers; the names of editors stay as they are.</summary>
    public static JsonNode Editors(IDictionary<string, object>? specifications) => Node(specifications ?? new Dictionary<string, object>())!;

    private JsonObject Input(InputDescriptor input)
    {
        var json = Property(input);
        json["isWrapped"] = input.IsWrapped;
        json["isReadOnly"] = input.IsReadOnly ?? false;
        json["isSensitive"] = input.IsSensitive;
        json["autoEvaluate"] = input.AutoEvaluate;
        json["uiHint"] = input.UIHint;
        json["uiSpecifications"] = Editors(input.UISpecifications);
        json["category"] = input.Category;
        json["defaultValue"] = Node(input.DefaultValue);
        json["defaultSyntax"] = input.DefaultSyntax;
        if (input.StorageDriverType is { } driver) json["storageDriverType"] = types.GetAliasOrDefault(driver);
        return json;
    }

    private JsonObject Output(OutputDescriptor output) => Property(output);

    private JsonObject Property(PropertyDescriptor property) => new()
    {
        ["name"] = property.Name,
        ["typeName"] = types.GetAliasOrDefault(property.Type),
        ["displayName"] = property.DisplayName,
        ["description"] = property.Description,
        ["order"] = property.Order,
        ["isBrowsable"] = property.IsBrowsable ?? true,
        ["isSerializable"] = property.IsSerializable ?? true,
        ["isSynthetic"] = property.IsSynthetic
    };

    private static JsonNode? Node(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), EngineJson.Options);
}
