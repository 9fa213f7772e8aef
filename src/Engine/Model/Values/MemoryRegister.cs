namespace Elsa.Expressions.Models;

/// <summary>The blocks of one scope, by id.</summary>
public class MemoryRegister(IDictionary<string, MemoryBlock>? blocks = null)
{
    public IDictionary<string, MemoryBlock> Blocks { get; } = blocks ?? new Dictionary<string, MemoryBlock>(StringComparer.Ordinal);

    public bool IsDeclared(MemoryBlockReference reference) => HasBlock(reference.Id);

    public bool HasBlock(string id) => id != null! && Blocks.ContainsKey(id);

    public bool TryGetBlock(string id, out MemoryBlock block)
    {
        block = null!;
        return id != null! && Blocks.TryGetValue(id, out block!);
    }

    public void Declare(IEnumerable<MemoryBlockReference> references)
    {
        foreach (var reference in references) Declare(reference);
    }

    public MemoryBlock Declare(MemoryBlockReference blockReference)
    {
        if (blockReference.Id is null)
            throw new InvalidOperationException("Expected a memory reference with an id, found one without. Build the workflow graph first: it gives every reference its id.");
        if (Blocks.TryGetValue(blockReference.Id, out var existing)) return existing;
        var block = blockReference.Declare();
        Blocks[blockReference.Id] = block;
        return block;
    }
}
