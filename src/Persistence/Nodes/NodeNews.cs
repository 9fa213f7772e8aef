using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Persistence.Nodes;

/// <summary>
/// What one node tells the others of its commits, by PostgreSQL's NOTIFY. That definitions changed is part of the transaction: it is heard when, and only when,
/// the commit stands. All else is told right after it, several commits at once, because PostgreSQL lets commits with a NOTIFY through one by one.
/// </summary>
public sealed class NodeNews
{
    /// <summary>The channel to listen to.</summary>
    public const string Channel = "workflows_committed";

    /// <summary>PostgreSQL takes less than 8,000 bytes. What is longer names nothing, and everybody looks again.</summary>
    internal const int MostBytes = 7_900;

    /// <summary>Sends a text, <c>$2</c>, on a channel, <c>$1</c>, when the transaction commits.</summary>
    public const string Send = "SELECT pg_notify($1, $2)";

    private readonly string node = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <returns>The text to send with the commit; null where it is told after it.</returns>
    internal string? Within(Committed committed) => committed.Definitions ? Write(committed) : null;

    /// <returns>The text to send; null where nobody has to hear of it.</returns>
    public string? Write(Committed committed)
    {
        if (committed.IsNothing) return null;
        var text = JsonSerializer.Serialize(new Line(node, committed.Principals, committed.Subjects, committed.Instances, committed.QueueHasWork, committed.Definitions, committed.MayBeAnything), Short);
        return Encoding.UTF8.GetByteCount(text) <= MostBytes ? text : Write(Committed.Anything);
    }

    /// <param name="text">What came over the channel.</param>
    /// <returns>What another node committed; null for what this one did. A text of a version that writes otherwise means that anything may have changed.</returns>
    public Committed? Read(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize<Line>(text, Short) is not { } line) return Committed.Anything;
            if (line.Node == node) return null;
            return line.Anything ? Committed.Anything : new Committed(line.Principals ?? [], line.Subjects ?? [], line.Queue, line.Instances ?? [], line.Definitions) { IsElsewhere = true };
        }
        catch (JsonException)
        {
            return Committed.Anything;
        }
    }

    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private sealed record Line(
        [property: JsonPropertyName("n")] string Node,
        [property: JsonPropertyName("p")] IReadOnlyCollection<long>? Principals,
        [property: JsonPropertyName("s")] IReadOnlyCollection<string>? Subjects,
        [property: JsonPropertyName("i")] IReadOnlyCollection<string>? Instances,
        [property: JsonPropertyName("q")] bool Queue,
        [property: JsonPropertyName("d")] bool Definitions,
        [property: JsonPropertyName("a")] bool Anything);
}
