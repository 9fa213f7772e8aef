using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>A rule that a definition must keep to be published, at a person's request and at import alike. The host registers those of its domain.</summary>
public interface IDefinitionRule
{
    /// <summary>What breaks the rule; nothing if it is kept. A definition that is malformed elsewhere must not make it throw.</summary>
    IEnumerable<DefinitionFinding> Check(WorkflowDefinition definition);
}
