using System.Text.Json.Nodes;

namespace Workflows.Engine.Serialization;

/// <summary>Tells an editor, for each activity that stands for a definition, which version of that is published now, so that it can offer to move on to it.</summary>
public sealed class NewestVersions(IActivityRegistry registry)
{
    public JsonObject Fill(JsonObject root)
    {
        foreach (var (activity, _) in ActivityJson.All(root).ToList())
        {
            if (ActivityJson.ComposedDefinition(activity) is not { } definitionId) continue;
            var published = registry.FindMany(x => x.IsBrowsable && x.ConstructionProperties.TryGetValue("WorkflowDefinitionId", out var id) && id.Equals(definitionId)).MaxBy(x => x.Version);
            if (published is null) continue;
            activity["latestAvailablePublishedVersion"] = published.Version;
            activity["latestAvailablePublishedVersionId"] = (string)published.ConstructionProperties["WorkflowDefinitionVersionId"];
        }

        return root;
    }
}
