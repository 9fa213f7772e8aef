using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management.Options;

/// <summary>The activity types and variable types an installation has.</summary>
public class ManagementOptions
{
    public HashSet<Type> ActivityTypes { get; set; } = [];

    /// <summary>The types a variable, input or output may have, as the editor offers them.</summary>
    public HashSet<VariableDescriptor> VariableDescriptors { get; set; } = [];

    /// <summary>True (default): a definition with errors is not published. False: it is, and the errors are told.</summary>
    public bool FailOnValidationErrors { get; set; } = true;
}
