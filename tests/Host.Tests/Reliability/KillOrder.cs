using System.Diagnostics;
using System.Globalization;

namespace Workflows.Host.Tests.Reliability;

/// <summary>At which point of its work with the database a program dies.</summary>
/// <param name="Nth">The how manyth, from when the order is given; 0 is never.</param>
/// <param name="Point">Count only points of this name; null for all.</param>
/// <param name="Within">Count only points within an activity of this name, e.g. <c>job.paper</c>; null for all.</param>
internal sealed record KillOrder(int Nth, string? Point = null, string? Within = null)
{
    /// <summary>The batch of an act's rows; on PostgreSQL with the commit at its end.</summary>
    public const string Batch = "rows.write";

    /// <summary>Right before the commit on SQLite.</summary>
    public const string BeforeCommit = "rows.commit";

    public const string AfterCommit = "committed";

    public static readonly KillOrder Never = new(0);

    public static KillOrder Read(string text) => text.Split('\n') is [var nth, var point, var within] ? new(int.Parse(nth, CultureInfo.InvariantCulture), OrNull(point), OrNull(within)) : throw new FormatException($"Expected three lines, found: {text}");

    public string Written => string.Create(CultureInfo.InvariantCulture, $"{Nth}\n{Point}\n{Within}");

    public bool Counts(string point, Activity? current)
    {
        if (Nth == 0 || (Point is not null && Point != point)) return false;
        if (Within is null) return true;
        for (var activity = current; activity is not null; activity = activity.Parent) if (activity.OperationName == Within) return true;
        return false;
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
