namespace Workflows.Engine.Storage;

/// <summary>Which lines of an instance's journal are wanted; members that are null do not narrow.</summary>
public class JournalFilter
{
    public ICollection<string>? ActivityIds { get; set; }
    public ICollection<string>? ActivityNodeIds { get; set; }
    public ICollection<string>? ExcludedActivityTypes { get; set; }
    public ICollection<string>? EventNames { get; set; }
}
