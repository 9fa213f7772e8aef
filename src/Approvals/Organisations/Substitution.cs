using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations;

/// <summary>
/// 代理: from an instant on, until another, one person acts for another in the other's seats. It adds and never replaces: whoever is substituted keeps
/// everything. It does not cascade: a substitute passes nothing on to the own substitutes.
/// </summary>
public sealed class Substitution : IAudited
{
    public long Id { get; init; }

    /// <summary>Who is substituted.</summary>
    public long PersonId { get; init; }
    public Person? Person { get; init; }
    public long SubstituteId { get; init; }
    public Person? Substitute { get; init; }

    /// <summary>Only in this seat; empty: in every seat of the person.</summary>
    public long? SeatId { get; init; }
    public Seat? Seat { get; init; }

    /// <summary>Only for work of this call; empty: of every call.</summary>
    public long? CallId { get; init; }
    public DateTimeOffset From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset To { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    string IAudited.Subject => Subject.Person(PersonId);

    public bool IsInForce(DateTimeOffset at) => EndedAt is null && From <= at && at < To;

    /// <returns>Why not: <c>substitution.ended</c>.</returns>
    internal Refusal? End(DateTimeOffset at)
    {
        if (EndedAt is not null || To <= at) return new Refusal("substitution.ended");
        EndedAt = at;
        return null;
    }

    private sealed class Mapping : IEntityTypeConfiguration<Substitution>
    {
        public void Configure(EntityTypeBuilder<Substitution> substitution)
        {
            substitution.Property(s => s.Id).ValueGeneratedNever();
            substitution.HasIndex(s => new { s.SubstituteId, s.To });
            substitution.HasIndex(s => s.PersonId);
            substitution.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
            substitution.HasOne(s => s.Substitute).WithMany().HasForeignKey(s => s.SubstituteId).OnDelete(DeleteBehavior.Restrict);
            substitution.HasOne(s => s.Seat).WithMany().HasForeignKey(s => s.SeatId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
