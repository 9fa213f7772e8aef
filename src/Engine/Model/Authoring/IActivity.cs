namespace Elsa.Workflows;

/// <summary>A step of a workflow. One object serves all instances of a version, so it must not keep anything of an instance.</summary>
public interface IActivity
{
    string Id { get; set; }

    /// <summary>The ids of its ancestors and its own, joined with ":"; starts with <c>Workflow1</c>.</summary>
    string NodeId { get; set; }

    string? Name { get; set; }
    string Type { get; set; }
    int Version { get; set; }
    IDictionary<string, object> CustomProperties { get; set; }
    IDictionary<string, object> SyntheticProperties { get; set; }
    IDictionary<string, object> Metadata { get; set; }

    ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context);
    ValueTask ExecuteAsync(ActivityExecutionContext context);
}
