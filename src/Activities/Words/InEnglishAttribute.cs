namespace Workflows.Activities.Words;

/// <summary>The English name and description beside the Chinese ones of <c>[Activity]</c>, <c>[Input]</c> and <c>[Output]</c>.</summary>
/// <param name="name">What a box or a field is called.</param>
/// <param name="description">One sentence on what it does or means.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class InEnglishAttribute(string name, string description) : Attribute
{
    public string Name { get; } = name;

    public string Description { get; } = description;
}
