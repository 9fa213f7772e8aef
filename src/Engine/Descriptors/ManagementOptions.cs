using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management.Options;

/// <summary>The activity types and variable types an installation has.</summary>
public class ManagementOptions
{
    public HashSet<Type> ActivityTypes { get; set; } = [];

    /// <summary>The types a variable, input or output may have, as the editor offers them.</summary>
    public HashSet<VariableDescriptor> VariableDescriptors { get; set; } = [];

    /// <summary>Are the values of inputs and outputs kept in execution records where neither activity nor workflow says so? Default: yes, as with Inherit and Include.</summary>
    public LogPersistenceMode LogPersistenceMode { get; set; } = LogPersistenceMode.Inherit;

    /// <summary>True (default): a definition with errors is not published. False: it is, and the errors are told.</summary>
    public bool FailOnValidationErrors { get; set; } = true;
}
