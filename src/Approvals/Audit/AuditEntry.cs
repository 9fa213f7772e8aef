using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Audit;

/// <summary>
/// One thing that happened (R78). Append-only: the database refuses to change or delete it. The entries of a subject are
/// numbered without gaps and each holds the hash of the one before, so that a missing or altered entry shows.
/// Words that may be personal (comment, before, after, origin) stand outside of the hash as a salted commitment, so that they can be erased
/// without breaking the chain (<see cref="EraseWords"/>).
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

    /// <summary>How the entry is hashed: 1 with its words inside, 2 with a commitment to them. Entries keep the format they were written in.</summary>
    public int Format { get; init; } = Committed;

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

    /// <summary>From where: the way in and the address of the client (<c>page 203.0.113.7</c>), or <c>program</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>Random, 32 hex digits, new for each entry; null in format 1 and once the words were erased.</summary>
    public string? Salt { get; init; }

    /// <summary>SHA-256 (lower-case hex) over the salt and <see cref="Words"/>; null in format 1.</summary>
    public string? Commitment { get; private set; }

    /// <summary>The format with the words outside of the hash.</summary>
    public const int Committed = 2;

    public static string NoPrevious { get; } = new('0', 64);

    /// <summary>The words were taken out; that they were, and by whom, is an entry of its own.</summary>
    public bool IsErased => Format == Committed && Salt is null;

    /// <summary>The entry as JSON with a fixed order of members and without the absent ones: what is hashed.</summary>
    public string CanonicalText() => Encoding.UTF8.GetString(Scratch.Written(this, Canonical));

    /// <summary>What may be personal, as JSON with a fixed order of members and without the absent ones: what the commitment is about.</summary>
    public string Words() => Encoding.UTF8.GetString(Scratch.Written(this, PersonalWords));

    public string ComputeHash() => Sha256(Scratch.Written(this, Canonical));

    /// <summary>Hash and content fit together.</summary>
    public bool IsGenuine() => Hash == ComputeHash();

    /// <summary>The words are those that were committed to, or were erased altogether; whether that was recorded, the chain says (<see cref="Erasures"/>).</summary>
    public bool WordsAreGenuine() => this switch
    {
        { Format: not Committed } => true,
        { Salt: { } salt } => Commitment == Sha256(Scratch.Written(this, PersonalWords, salt)),
        _ => Comment is null && Before is null && After is null && Origin is null,
    };

    /// <summary>SHA-256 (lower-case hex) over the salt's digits, then the words.</summary>
    public static string CommitmentTo(string salt, string words) => Sha256(Encoding.UTF8.GetBytes(salt + words));

    /// <summary>Closes the entry: after this nothing in it may change.</summary>
    internal AuditEntry Close()
    {
        if (Salt is { } salt) Commitment = Sha256(Scratch.Written(this, PersonalWords, salt));
        Hash = ComputeHash();
        return this;
    }

    private static void Canonical(AuditEntry entry, Utf8JsonWriter json)
    {
        if (entry.Format == Committed) json.WriteNumber("format", entry.Format);
        json.WriteString("subject", entry.Subject);
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("previousHash", entry.PreviousHash);
        json.WriteNumber("at", entry.At.ToUnixTimeMilliseconds());
        json.WriteString("actorKind", entry.ActorKind.ToString());
        Number(json, "personId", entry.PersonId);
        Number(json, "seatId", entry.SeatId);
        Text(json, "role", entry.Role?.ToString());
        Number(json, "organisationId", entry.OrganisationId);
        Number(json, "onBehalfOfId", entry.OnBehalfOfId);
        json.WriteString("action", entry.Action);
        Text(json, "activity", entry.Activity);
        Text(json, "instanceId", entry.InstanceId);
        Text(json, "definitionId", entry.DefinitionId);
        Number(json, "definitionVersion", entry.DefinitionVersion);
        Text(json, "outcome", entry.Outcome);
        if (entry.Format != Committed) Text(json, "comment", entry.Comment);
        Text(json, "documentHash", entry.DocumentHash);
        Text(json, "clause", entry.Clause);
        if (entry.Format != Committed) Text(json, "before", entry.Before);
        if (entry.Format != Committed) Text(json, "after", entry.After);
        Text(json, "commitment", entry.Commitment);
    }

    private static void PersonalWords(AuditEntry entry, Utf8JsonWriter json)
    {
        Text(json, "comment", entry.Comment);
        Text(json, "before", entry.Before);
        Text(json, "after", entry.After);
        Text(json, "origin", entry.Origin);
    }

    private static string Sha256(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>One writer for each thread: a million entries are proved without a million buffers.</summary>
    private sealed class Scratch
    {
        [ThreadStatic] private static Scratch? own;

        private readonly ArrayBufferWriter<byte> bytes = new(1024);
        private readonly Utf8JsonWriter json;

        private Scratch() => json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Json.Options.Encoder });

        /// <param name="before">Stands before the JSON.</param>
        /// <returns>Good until the thread writes again.</returns>
        public static ReadOnlySpan<byte> Written(AuditEntry entry, Action<AuditEntry, Utf8JsonWriter> members, string before = "")
        {
            var (bytes, json) = ((own ??= new Scratch()).bytes, own.json);
            bytes.ResetWrittenCount();
            Encoding.UTF8.GetBytes(before, bytes);
            json.Reset(bytes);
            json.WriteStartObject();
            members(entry, json);
            json.WriteEndObject();
            json.Flush();
            return bytes.WrittenSpan;
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    private sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> entry)
        {
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.Subject).HasMaxLength(64);
            entry.HasIndex(e => new { e.Subject, e.Sequence }).IsUnique();
            entry.HasIndex(e => new { e.PersonId, e.At });
            entry.Property(e => e.Origin).HasMaxLength(100);
            entry.Property(e => e.Salt).HasMaxLength(32);
            entry.Property(e => e.Commitment).HasMaxLength(64);
            entry.Ignore(e => e.IsErased);
        }
    }
}
