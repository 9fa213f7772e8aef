namespace Elsa.Workflows.Models;

/// <summary>Names an output converter and its settings.</summary>
public sealed record OutputConverterConfiguration
{
    public OutputConverterConfiguration(string id, JsonElement? settings = null)
    {
        Id = id;
        Settings = settings;
    }

    public string Id { get; }
    public JsonElement? Settings { get; }
}
