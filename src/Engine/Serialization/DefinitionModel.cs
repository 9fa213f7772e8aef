using System.Text.Json.Nodes;

namespace Workflows.Engine.Serialization;

/// <summary>
/// A stored definition and its JSON. The JSON that was sent is the truth: it is kept whole, root apart, and given back with the members that
/// only the server decides (ids, version, publication). So no member is lost, known or unknown.
/// </summary>
public sealed class DefinitionModel(ValueReader values, ActivityReader activities, MissingActivities missing, NewestVersions newest, IIdentityGenerator ids)
{
    /// <summary>Members of the envelope that Studio sends. Others are carried over from the stored version, because Studio drops what it does not know.</summary>
    private static readonly HashSet<string> SentByStudio = new(StringComparer.Ordinal)
    {
        "$schema", "id", "definitionId", "name", "description", "createdAt", "version", "toolVersion", "isLatest", "isPublished", "isReadonly", "isSystem", "providerName", "materializerName",
        "materializerContext", "variables", "inputs", "outputs", "outcomes", "customProperties", "options", "root", "links"
    };

    private static readonly string[] DecidedHere = ["$schema", "id", "createdAt", "version", "isLatest", "isPublished", "links", "root"];

    /// <summary>Takes over what the JSON says; ids, version and publication stay as they are.</summary>
    public void Apply(JsonObject model, WorkflowDefinition definition)
    {
        var root = MissingActivities.Restore((JsonObject)model["root"]!.DeepClone());
        ActivityJson.DropComposedRoots(root);
        ActivityJson.FillNodeIds(root, ids.GenerateId);
        var envelope = (JsonObject)model.DeepClone();
        foreach (var (name, value) in Envelope(definition))
            if (!SentByStudio.Contains(name) && !envelope.ContainsKey(name)) envelope[name] = value?.DeepClone();
        foreach (var name in DecidedHere) envelope.Remove(name);

        definition.StringData = root.ToJsonString(Json.Relaxed);
        definition.OriginalSource = envelope.ToJsonString(Json.Relaxed);
        definition.Name = ActivityJson.Text(model["name"]);
        definition.Description = ActivityJson.Text(model["description"]);
        definition.ToolVersion = Version.TryParse(ActivityJson.Text(model["toolVersion"]), out var tool) ? tool : definition.ToolVersion;
        definition.Variables = Read(model["variables"], values.ReadVariable);
        definition.Inputs = Read(model["inputs"], values.ReadInputDefinition);
        definition.Outputs = Read(model["outputs"], values.ReadOutputDefinition);
        definition.Outcomes = model["outcomes"] is JsonArray outcomes ? outcomes.Select(ActivityJson.Text).OfType<string>().ToList() : [];
        definition.CustomProperties = ValueReader.PlainMembers(model["customProperties"]);
        definition.Options = ReadOptions(model["options"] as JsonObject ?? []);
    }

    /// <summary>The whole definition as JSON, node ids filled.</summary>
    public JsonObject Write(WorkflowDefinition definition)
    {
        var json = new JsonObject
        {
            ["id"] = definition.Id,
            ["definitionId"] = definition.DefinitionId,
            ["name"] = definition.Name,
            ["createdAt"] = definition.CreatedAt,
            ["version"] = definition.Version,
            ["isLatest"] = definition.IsLatest,
            ["isPublished"] = definition.IsPublished
        };
        foreach (var (name, value) in Envelope(definition))
            if (!json.ContainsKey(name)) json[name] = value?.DeepClone();
        json["isReadonly"] = definition.IsReadonly;
        json["isSystem"] = definition.IsSystem;
        json["materializerName"] = definition.MaterializerName;
        json["root"] = Root(definition);
        return json;
    }

    /// <summary>The same for an editor, which fails on a type it does not know: such activities are replaced by placeholders that <see cref="Apply"/> turns back.</summary>
    public JsonObject WriteForEditor(WorkflowDefinition definition)
    {
        var json = Write(definition);
        json["root"] = missing.Replace(newest.Fill(Root(definition)));
        return json;
    }

    /// <summary>The activities of a stored definition, ready to be compiled.</summary>
    public Workflow Materialize(WorkflowDefinition definition) => new(
        new WorkflowIdentity(definition.DefinitionId, definition.Version, definition.Id, definition.TenantId),
        new WorkflowPublication(definition.IsLatest, definition.IsPublished),
        new WorkflowMetadata(definition.Name, definition.Description, definition.CreatedAt, definition.ToolVersion),
        definition.Options, activities.Read(Root(definition)), definition.Variables, definition.Inputs, definition.Outputs, definition.Outcomes, definition.CustomProperties,
        definition.IsReadonly, definition.IsSystem);

    public static JsonObject Root(WorkflowDefinition definition) => Parse(definition.StringData)
        ?? throw new InvalidOperationException($"Expected the definition {definition.DefinitionId} version {definition.Version} to hold its root activity, found nothing. Import it again.");

    private static JsonObject Envelope(WorkflowDefinition definition) => Parse(definition.OriginalSource) ?? [];

    private static JsonObject? Parse(string? text) => string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text, documentOptions: Json.Document) as JsonObject;

    private static List<T> Read<T>(JsonNode? node, Func<JsonNode?, T?> read) where T : class => node is JsonArray list ? list.Select(read).OfType<T>().ToList() : [];

    private static WorkflowOptions ReadOptions(JsonObject json) => new()
    {
        ActivationStrategyType = KnownTypes.Find(ActivityJson.Text(json["activationStrategyType"])),
        IncidentStrategyType = KnownTypes.Find(ActivityJson.Text(json["incidentStrategyType"])),
        UsableAsActivity = Flag(json["usableAsActivity"]),
        AutoUpdateConsumingWorkflows = Flag(json["autoUpdateConsumingWorkflows"]) == true,
        ActivityCategory = ActivityJson.Text(json["activityCategory"]),
        CommitStrategyName = ActivityJson.Text(json["commitStrategyName"])
    };

    private static bool? Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
