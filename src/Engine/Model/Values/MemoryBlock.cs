namespace Elsa.Expressions.Models;

/// <summary>A place that holds one value while an instance runs.</summary>
public class MemoryBlock
{
    public MemoryBlock()
    {
    }

    public MemoryBlock(object? value, object? metadata = null)
    {
        Value = value;
        Metadata = metadata;
    }

    public object? Value { get; set; }

    /// <summary>Who owns the block, for instance a <see cref="VariableBlockMetadata"/>.</summary>
    public object? Metadata { get; set; }
}
