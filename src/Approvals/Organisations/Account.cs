using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Organisations;

/// <summary>What a person signs in with.</summary>
public sealed class Account : IdentityUser<long>
{
    public long PersonId { get; init; }
    public Person? Person { get; init; }

    /// <summary><c>zh-CN</c> or <c>en</c>; empty: as the browser asks.</summary>
    public string? Language { get; set; }

    /// <summary>Secret of the second factor (TOTP), encrypted; empty: none enrolled. It counts once <c>TwoFactorEnabled</c> says that it was confirmed.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>The last time step whose code was used; a code is good once.</summary>
    public long LastTotpStep { get; set; }

    /// <summary>The password is a first one, from an administrator: it has to be changed before anything else.</summary>
    public bool MustChangePassword { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> account)
        {
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();

            // Of two acts with the same code one is tried again and finds it used; of two wrong attempts at the same moment both count.
            account.Property(a => a.LastTotpStep).IsConcurrencyToken();
            account.Property(a => a.AccessFailedCount).IsConcurrencyToken();
            account.Property(a => a.UserName).HasMaxLength(256);
            account.Property(a => a.NormalizedUserName).HasMaxLength(256);
            account.Property(a => a.Email).HasMaxLength(256);
            account.Property(a => a.NormalizedEmail).HasMaxLength(256);
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.HasIndex(a => a.NormalizedEmail);
            account.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
