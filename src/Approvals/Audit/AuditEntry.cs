using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Audit;

/// <summary>
/// One thing that happened (R78). Append-only: the database refuses to change or delete it. The entries of a subject are
/// numbered without gaps and each holds the hash of the one before, so that a missing or altered entry shows.
/// </summary>
public sealed class AuditEntry
{
    public long Id { get; init; }
    public required string Subject { get; init; }

    /// <summary>1, 2, 3 … within the subject.</summary>
    public long Sequence { get; init; }

    /// <summary>Hash of the entry before; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 (lower-case hex) over <see cref="CanonicalText"/>.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>UTC, whole milliseconds.</summary>
    public DateTimeOffset At { get; init; }

    public ActorKind ActorKind { get; init; }
    public long? PersonId { get; init; }
    public long? SeatId { get; init; }
    public SeatRole? Role { get; init; }
    public long? OrganisationId { get; init; }
    public long? OnBehalfOfId { get; init; }

    /// <summary>What was done, in kebab case: <c>work-item.decided</c>, <c>seal.affixed</c> …</summary>
    public required string Action { get; init; }

    /// <summary>The activity of the chain that did it.</summary>
    public string? Activity { get; init; }
    public string? InstanceId { get; init; }
    public string? DefinitionId { get; init; }
    public int? DefinitionVersion { get; init; }
    public string? Outcome { get; init; }
    public string? Comment { get; init; }

    /// <summary>Content hash of the form or document that was seen when it was done.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>The clause or rule that the act rests on, e.g. "009 七.2" or "R24".</summary>
    public string? Clause { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    public static string NoPrevious { get; } = new('0', 64);

    /// <summary>The entry as JSON with a fixed order of members and without the absent ones: what is hashed.</summary>
    public string CanonicalText()
    {
        var json = new JsonObject
        {
            ["subject"] = Subject, ["sequence"] = Sequence, ["previousHash"] = PreviousHash, ["at"] = At.ToUnixTimeMilliseconds(),
            ["actorKind"] = ActorKind.ToString(), ["personId"] = PersonId, ["seatId"] = SeatId, ["role"] = Role?.ToString(),
            ["organisationId"] = OrganisationId, ["onBehalfOfId"] = OnBehalfOfId, ["action"] = Action, ["activity"] = Activity,
            ["instanceId"] = InstanceId, ["definitionId"] = DefinitionId, ["definitionVersion"] = DefinitionVersion, ["outcome"] = Outcome,
            ["comment"] = Comment, ["documentHash"] = DocumentHash, ["clause"] = Clause, ["before"] = Before, ["after"] = After,
        };
        foreach (var absent in json.Where(member => member.Value is null).Select(member => member.Key).ToList())
            json.Remove(absent);
        return json.ToJsonString(Json.Options);
    }

    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText())));

    /// <summary>Closes the entry: after this nothing in it may change.</summary>
    internal AuditEntry Close()
    {
        Hash = ComputeHash();
        return this;
    }

    private sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> entry)
        {
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.Subject).HasMaxLength(64);
            entry.HasIndex(e => new { e.Subject, e.Sequence }).IsUnique();
            entry.HasIndex(e => new { e.PersonId, e.At });
        }
    }
}
