using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Organisations;

/// <summary>A key that protects cookies and access tokens; in the database, so that every node and every start knows it.</summary>
public sealed class ProtectionKey
{
    public required string Name { get; init; }
    public required string Xml { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<ProtectionKey>
    {
        public void Configure(EntityTypeBuilder<ProtectionKey> key)
        {
            key.ToTable("ProtectionKeys");
            key.HasKey(k => k.Name);
            key.Property(k => k.Name).HasMaxLength(100);
        }
    }
}
