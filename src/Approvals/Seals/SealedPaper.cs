using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Lists;

namespace Workflows.Approvals.Seals;

/// <summary>What a paper shows: a case's form, the certificate of a filing, a list, an official document (公文), the application for a seal.</summary>
public enum PaperKind { CaseForm, FilingCertificate, PublishedList, OfficialDocument, SealApplication }

/// <summary>Whether the file of a paper is there.</summary>
public enum PaperState { Waiting, Ready, Failed }

/// <summary>What a paper shows, by the ids of it.</summary>
public sealed record PaperSubject(long? CaseId = null, long? ListId = null, string? FormKey = null, long? DocumentId = null, long? SealId = null);

/// <summary>
/// A PDF that this system makes after a decision: asked for in the decision's transaction, made by a job after the commit. Each is a version of its own; a later one of the same
/// thing supersedes it, and all stay, so that whoever holds an old copy can ask about it.
/// </summary>
public sealed class SealedPaper : IAudited, IVersioned
{
    /// <summary>How often the making is tried before an administrator has to look.</summary>
    public const int MostAttempts = 8;

    public long Id { get; init; }
    public PaperKind Kind { get; init; }

    /// <summary>For a form: its case.</summary>
    public long? CaseId { get; init; }
    public Case? Case { get; init; }

    /// <summary>For a list or the certificate of its filing.</summary>
    public long? ListId { get; init; }
    public PublishedList? List { get; init; }

    /// <summary>For an official document.</summary>
    public long? DocumentId { get; init; }
    public Document? Document { get; init; }

    /// <summary>For the application for a seal.</summary>
    public long? SealId { get; init; }
    public Seal? Seal { get; init; }

    /// <summary>For a form: which one.</summary>
    public string? FormKey { get; init; }

    /// <summary>校验码, as stored: 12 characters, unique.</summary>
    public required string Code { get; init; }
    public PaperState State { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>How often it was asked for while it waited; a paper made for an older state is made again.</summary>
    public int Requests { get; private set; } = 1;
    public int Attempts { get; private set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; private set; }
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>SHA-256 of the file, lower-case hex; names the <see cref="FileContent"/>.</summary>
    public string? ContentHash { get; private set; }

    /// <summary>Bytes.</summary>
    public int Size { get; private set; }

    /// <summary>Revision of the form that it shows.</summary>
    public int FormRevision { get; private set; }

    /// <summary>The uses of seals that are on it.</summary>
    public List<long> SealUseIds { get; private set; } = [];
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Paper(Id);

    /// <summary>A new paper, waiting for its file.</summary>
    public static SealedPaper Ask(long id, PaperKind kind, PaperSubject of, string code, DateTimeOffset at) =>
        new() { Id = id, Kind = kind, CaseId = of.CaseId, ListId = of.ListId, FormKey = of.FormKey, DocumentId = of.DocumentId, SealId = of.SealId, Code = code, RequestedAt = at };

    /// <summary>What it shows.</summary>
    public PaperSubject Of => new(CaseId, ListId, FormKey, DocumentId, SealId);

    /// <summary>Something more was put on it before it was made, or an administrator has it tried again.</summary>
    public void AskAgain(DateTimeOffset at)
    {
        (State, RequestedAt, Attempts) = (PaperState.Waiting, at, 0);
        Requests++;
    }

    public void Made(string hash, int size, int formRevision, IEnumerable<long> sealUses, DateTimeOffset at)
    {
        (State, ContentHash, Size, FormRevision, ReadyAt, LastError) = (PaperState.Ready, hash, size, formRevision, at, null);
        SealUseIds = [.. sealUses];
    }

    /// <summary>An attempt failed; after <see cref="MostAttempts"/> of them nobody tries until somebody asks.</summary>
    public void NotMade(string error)
    {
        Attempts++;
        LastError = error.Length <= 2000 ? error : error[..2000];
        if (Attempts >= MostAttempts) State = PaperState.Failed;
    }

    private sealed class Mapping : IEntityTypeConfiguration<SealedPaper>
    {
        public void Configure(EntityTypeBuilder<SealedPaper> paper)
        {
            paper.ToTable("SealedPapers");
            paper.Ignore(p => p.Of);
            paper.Property(p => p.Id).ValueGeneratedNever();
            paper.Property(p => p.Code).HasMaxLength(12);
            paper.Property(p => p.ContentHash).HasMaxLength(64);
            paper.Property(p => p.SealUseIds).AsJson();
            paper.HasIndex(p => p.Code).IsUnique();
            paper.HasIndex(p => p.ContentHash);
            paper.HasIndex(p => p.CaseId);
            paper.HasIndex(p => p.ListId);
            paper.HasIndex(p => p.State);
            paper.HasOne(p => p.Case).WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
            paper.HasOne(p => p.List).WithMany().HasForeignKey(p => p.ListId).OnDelete(DeleteBehavior.Restrict);
            paper.HasIndex(p => p.DocumentId);
            paper.HasIndex(p => p.SealId);
            paper.HasOne(p => p.Document).WithMany().HasForeignKey(p => p.DocumentId).OnDelete(DeleteBehavior.Restrict);
            paper.HasOne(p => p.Seal).WithMany().HasForeignKey(p => p.SealId).OnDelete(DeleteBehavior.Restrict);
            paper.HasOne<FileContent>().WithMany().HasForeignKey(p => p.ContentHash).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
