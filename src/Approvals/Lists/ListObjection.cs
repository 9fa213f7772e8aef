using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Lists;

/// <summary>异议: raised against a list during its public notice by a person with the real name, or by a unit under its seal. The organiser upholds it or does not, with words.</summary>
public sealed class ListObjection : IAudited, IVersioned
{
    /// <summary>Longest text and answer, in characters.</summary>
    public const int TextLength = 2000;

    /// <summary>Longest name of who objected on paper, in characters.</summary>
    public const int ObjectorLength = 100;

    public long Id { get; init; }
    public long ListId { get; init; }
    public PublishedList? List { get; init; }
    public long CallId { get; init; }

    /// <summary>Who raised it, signed in; for a unit the custodian of its seal; for one on paper who entered it.</summary>
    public long PersonId { get; init; }
    public Person? Person { get; init; }

    /// <summary>The real name of the person, or the name of the unit, whose objection came on paper; empty: it was raised here.</summary>
    public string? Objector { get; init; }

    /// <summary>The unit that raised it under its seal; empty for a person.</summary>
    public long? OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }

    /// <summary>The unit's seal on it.</summary>
    public long? SealUseId { get; init; }
    public required string Text { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Empty until the organiser has answered.</summary>
    public bool? IsUpheld { get; private set; }
    public string? Answer { get; private set; }
    public long? AnsweredById { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Call(CallId);

    /// <summary>The organiser's answer, once.</summary>
    public Refusal? Decide(bool isUpheld, string? answer, long personId, DateTimeOffset at)
    {
        if (IsUpheld is not null) return new Refusal("objection.already-answered");
        if (string.IsNullOrWhiteSpace(answer) || answer.Trim().Length > TextLength) return new Refusal("objection.answer-required", TextLength);
        if (personId == PersonId && Objector is null) return new Refusal("objection.own");
        (IsUpheld, Answer, AnsweredById, AnsweredAt) = (isUpheld, answer.Trim(), personId, at);
        return null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<ListObjection>
    {
        public void Configure(EntityTypeBuilder<ListObjection> objection)
        {
            objection.ToTable("ListObjections");
            objection.Property(o => o.Id).ValueGeneratedNever();
            objection.Property(o => o.Objector).HasMaxLength(ObjectorLength);
            objection.Property(o => o.Text).HasMaxLength(TextLength);
            objection.Property(o => o.Answer).HasMaxLength(TextLength);
            objection.HasIndex(o => o.ListId);
            objection.HasOne(o => o.List).WithMany().HasForeignKey(o => o.ListId).OnDelete(DeleteBehavior.Restrict);
            objection.HasOne(o => o.Person).WithMany().HasForeignKey(o => o.PersonId).OnDelete(DeleteBehavior.Restrict);
            objection.HasOne(o => o.Organisation).WithMany().HasForeignKey(o => o.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            objection.HasOne<SealUse>().WithMany().HasForeignKey(o => o.SealUseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
