namespace Elsa.Workflows.Models;

/// <summary>Something an activity takes in or gives out.</summary>
public abstract class Argument
{
    protected Argument()
    {
    }

    protected Argument(MemoryBlockReference memoryBlockReference) => MemoryBlockReference = () => memoryBlockReference;

    protected Argument(Func<MemoryBlockReference> memoryBlockReference) => MemoryBlockReference = memoryBlockReference;

    public Func<MemoryBlockReference> MemoryBlockReference { get; set; } = null!;
}
