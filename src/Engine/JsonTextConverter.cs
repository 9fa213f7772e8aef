namespace Workflows.Engine;

/// <summary>Turns a value into its JSON, so that a list or an object fits a variable that holds text. Setting <c>indented</c>: one member per line; default no.</summary>
internal sealed class JsonTextConverter : IOutputConverter
{
    public static OutputConverterDescriptor Descriptor { get; } = new(
        "Workflows.JsonText", typeof(object), typeof(string), "JSON text", "The value as JSON", JsonSerializer.SerializeToElement(new { type = "object", properties = new { indented = new { type = "boolean" } } }));

    public object? Convert(OutputConversionContext context)
    {
        var isIndented = context.Settings is { ValueKind: JsonValueKind.Object } settings && settings.TryGetProperty("indented", out var indented) && indented.GetBoolean();
        return JsonSerializer.Serialize(context.Value, context.Value.GetType(), new JsonSerializerOptions(EngineJson.Options) { WriteIndented = isIndented });
    }

    public IEnumerable<string> ValidateSettings(JsonElement? settings)
    {
        if (settings is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }) yield break;
        if (settings is not { ValueKind: JsonValueKind.Object } given) yield return "Expected an object with the settings.";
        else if (given.TryGetProperty("indented", out var indented) && indented.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) yield return "Expected \"indented\" to be true or false.";
    }
}
