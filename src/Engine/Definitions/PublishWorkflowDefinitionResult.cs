namespace Elsa.Workflows.Management.Models;

/// <summary>Why a definition was not published, and the activity it is about.</summary>
public record WorkflowValidationError(string Message, string? ActivityId = null);

/// <summary>Other definitions that changed with a publication.</summary>
public record AffectedWorkflows(ICollection<WorkflowDefinition> WorkflowDefinitions);

/// <summary>What came of publishing.</summary>
public record PublishWorkflowDefinitionResult(bool Succeeded, ICollection<WorkflowValidationError> ValidationErrors, AffectedWorkflows AffectedWorkflows);
