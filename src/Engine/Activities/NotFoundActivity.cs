using Elsa.Workflows.Exceptions;

namespace Elsa.Workflows.Activities;

/// <summary>Stands for an activity whose type is not installed, and carries its JSON so that nothing is lost. Running it faults.</summary>
[Activity("Elsa", "System", "A placeholder activity that will be used in case a workflow definition references an activity type that cannot be found.")]
[System.ComponentModel.Browsable(false)]
public class NotFoundActivity : CodeActivity
{
    public NotFoundActivity([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public NotFoundActivity(string missingTypeName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => MissingTypeName = missingTypeName;

    public string MissingTypeName { get; set; } = null!;
    public int MissingTypeVersion { get; set; }
    public string OriginalActivityJson { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) => throw new ActivityNotFoundException(MissingTypeName, MissingTypeVersion);
}
