using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine.Storage;

namespace Workflows.Persistence.EngineTables;

/// <summary>Due times and queued work are kept as the engine has them.</summary>
internal sealed class QueueMapping : IEntityTypeConfiguration<QueuedWork>, IEntityTypeConfiguration<StoredTimer>
{
    public void Configure(EntityTypeBuilder<QueuedWork> work)
    {
        work.ToTable("Queue");
        work.Property(w => w.Id).HasMaxLength(64);
        work.HasIndex(w => new { w.NotBefore, w.EnqueuedAt });
    }

    public void Configure(EntityTypeBuilder<StoredTimer> timer)
    {
        timer.ToTable("Timers");
        timer.Property(t => t.Id).HasMaxLength(64);
        timer.HasIndex(t => t.DueAt);
        timer.HasIndex(t => t.WorkflowInstanceId);
        timer.HasIndex(t => t.BookmarkId);
    }
}
