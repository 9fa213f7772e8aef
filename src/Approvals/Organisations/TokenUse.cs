using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Organisations;

/// <summary>When an access token of the API was last used, as far as other nodes and the next start have to know; no record of what was done.</summary>
public sealed class TokenUse
{
    /// <summary>SHA-256 of the token's own id, lower-case hex.</summary>
    public required string Token { get; init; }
    public long AccountId { get; init; }
    public DateTimeOffset At { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<TokenUse>
    {
        public void Configure(EntityTypeBuilder<TokenUse> use)
        {
            use.ToTable("TokenUses");
            use.HasKey(u => u.Token);
            use.Property(u => u.Token).HasMaxLength(64);
            use.HasIndex(u => u.At);
        }
    }
}
