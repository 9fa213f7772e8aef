namespace Workflows.Approvals;

/// <summary>A row that two units may change at once: its version is written with a check, and moves with every change.</summary>
public interface IVersioned
{
    long Version { get; }
}
