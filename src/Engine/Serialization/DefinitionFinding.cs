namespace Workflows.Engine.Serialization;

/// <summary>A place in a JSON text, in words of no language.</summary>
/// <param name="Path">Empty where the text cannot be read as JSON.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record JsonPlace(string Path, long? Line = null, long? Column = null)
{
    public override string ToString() => string.Join(", ", new[] { Path, Line is null ? "" : $"line {Line}", Column is null ? "" : $"column {Column}" }.Where(part => part.Length > 0));
}

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

    /// <summary>The input or output of the activity that it is about, if it is about one.</summary>
    public string? Member { get; init; }

    /// <summary>The parts of <see cref="Place"/>, if it is a place in a text that was read.</summary>
    public JsonPlace? At { get; init; }

    public override string ToString() => $"{Place}: {Problem} {Remedy}";
}
