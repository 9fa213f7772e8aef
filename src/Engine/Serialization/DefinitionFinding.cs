namespace Workflows.Engine.Serialization;

/// <summary>Something that is wrong in a definition.</summary>
/// <param name="Place">Where: a JSON path such as <c>$.root.activities[3]</c>, with the line where it is known.</param>
/// <param name="Problem">What was expected and what was found.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="ActivityId">The activity it is about, if it is about one.</param>
public sealed record DefinitionFinding(string Place, string Problem, string Remedy, string? ActivityId = null)
{
    /// <summary>Names the kind of finding for those who say it in another language; null where the sentences above are all there is.</summary>
    public string? Code { get; init; }

    /// <summary>What a sentence for <see cref="Code"/> needs, in its order.</summary>
    public IReadOnlyList<object> Arguments { get; init; } = [];

    public override string ToString() => $"{Place}: {Problem} {Remedy}";
}
