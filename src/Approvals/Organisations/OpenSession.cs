using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Organisations;

/// <summary>A session of an account, as its owner finds it in the list: since when, last seen, from where, with which program; no record of what was done.</summary>
public sealed class OpenSession
{
    public const int LongestProgram = 60;

    public long Id { get; init; }
    public long AccountId { get; init; }

    /// <summary>The session's own id, which stands in its cookie or token; it opens nothing by itself.</summary>
    public required string Session { get; init; }

    /// <summary>The account's stamp when the session began: with a new one, from a new password or an administrator, the session is over.</summary>
    public required string Stamp { get; init; }
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>As far as others have to know: written at most every tenth of the idle time.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When it is over however busy.</summary>
    public DateTimeOffset EndsAt { get; init; }
    public required string Address { get; set; }

    /// <summary>Browser and system in plain words, e.g. <c>Firefox, Windows</c>; empty where it did not say.</summary>
    public required string Program { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<OpenSession>
    {
        public void Configure(EntityTypeBuilder<OpenSession> session)
        {
            session.ToTable("OpenSessions");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.Property(s => s.Session).HasMaxLength(64);
            session.Property(s => s.Stamp).HasMaxLength(64);
            session.Property(s => s.Address).HasMaxLength(100);
            session.Property(s => s.Program).HasMaxLength(LongestProgram);
            session.HasIndex(s => s.Session).IsUnique();
            session.HasIndex(s => s.AccountId);
            session.HasIndex(s => s.EndsAt);
            session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
