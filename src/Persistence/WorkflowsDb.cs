using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Persistence;

/// <summary>The one DbContext: the domain's tables, the accounts' tables and the engine's tables, so that they commit together.</summary>
public abstract class WorkflowsDb(DbContextOptions options) : ApprovalsDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<IdentityUserClaim<long>>(claim =>
        {
            claim.ToTable("AccountClaims");
            claim.HasOne<Account>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserLogin<long>>(login =>
        {
            login.ToTable("AccountLogins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
            login.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserToken<long>>(token =>
        {
            token.ToTable("AccountTokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            token.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
