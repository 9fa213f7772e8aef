using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Cases;

/// <summary>意见附件: a file that goes with an opinion, as it was when the opinion was given.</summary>
/// <param name="Id">Of the <see cref="Attachment"/>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentHash">SHA-256 of the bytes, lower-case hex.</param>
public sealed record Enclosure(long Id, string Name, string ContentType, long Size, string ContentHash)
{
    /// <summary>So many go with one decision at most.</summary>
    public const int Most = 20;

    /// <summary>Where the data of a decision names them: an array of ids.</summary>
    public const string Member = "attachments";

    public static Enclosure Of(Attachment file) => new(file.Id, file.Name, file.ContentType, file.Size, file.ContentHash);

    /// <summary>The ids that a decision names, each once.</summary>
    public static IReadOnlyList<long> Named(JsonObject? data) => data?[Member] is JsonArray { Count: > 0 } named
        ? [.. named.Select(id => long.TryParse(id?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Distinct()]
        : [];
}

/// <summary>What is named in a decision goes with it.</summary>
public static class Enclosing
{
    /// <summary>Only files that whoever decides has handed in for this very work item; from now on whoever sees the case sees them.</summary>
    /// <returns><c>opinion.no-attachments-here</c>, <c>opinion.too-many-attachments</c>, <c>opinion.attachment-unknown</c>.</returns>
    internal static async Task<Refusal?> Enclose(this ApprovalsDb db, WorkItem item, FinishedWorkItem decided, CancellationToken cancellation)
    {
        if (Enclosure.Named(decided.Data) is not { Count: > 0 } named) return null;
        if (item.CaseId is null || !(item.Kind == "OpinionTask" || item.IsAdvice)) return new Refusal("opinion.no-attachments-here");
        if (named.Count > Enclosure.Most) return new Refusal("opinion.too-many-attachments", Enclosure.Most, named.Count);
        var files = await db.Attachments.AsTracking().Where(a => a.CaseId == item.CaseId && a.WorkItemId == item.Id && a.PersonId == decided.DecidedById && named.Contains(a.Id)).ToListAsync(cancellation);
        if (files.Count < named.Count) return new Refusal("opinion.attachment-unknown", named.First(id => files.TrueForAll(f => f.Id != id)));
        files.ForEach(file => file.Enclose(decided.FinishedAt));
        return null;
    }

    /// <summary>The enclosures of these ids, in their order; those of another case are left out.</summary>
    public static async Task<IReadOnlyList<Enclosure>> Enclosures(this ApprovalsDb db, long caseId, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0) return [];
        var files = await db.Attachments.AsTracking().Where(a => a.CaseId == caseId && ids.Contains(a.Id)).ToListAsync(cancellation);
        return [.. ids.Select(id => files.Find(f => f.Id == id)).OfType<Attachment>().Where(f => f.EnclosedAt is not null).Select(Enclosure.Of)];
    }
}
