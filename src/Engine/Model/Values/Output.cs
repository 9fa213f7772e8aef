namespace Elsa.Workflows.Models;

/// <summary>A value an activity yields, and the block (a variable, or a workflow output of that name) it is captured in.</summary>
public class Output : Argument
{
    public Output()
    {
    }

    public Output(MemoryBlockReference memoryBlockReference) : base(memoryBlockReference)
    {
    }

    public Output(Func<MemoryBlockReference> memoryBlockReference) : base(memoryBlockReference)
    {
    }

    /// <summary>Converts the value before it is captured; none by default.</summary>
    public OutputConverterConfiguration? Converter { get; set; }
}

/// <inheritdoc />
public class Output<T> : Output
{
    public Output()
    {
    }

    public Output(MemoryBlockReference memoryBlockReference) : base(memoryBlockReference)
    {
    }

    public Output(Func<MemoryBlockReference> memoryBlockReference) : base(memoryBlockReference)
    {
    }
}
