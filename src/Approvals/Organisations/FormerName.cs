using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Organisations;

/// <summary>曾用名: a name that an organisation had, with the days on which it counted. What was written then keeps it.</summary>
public sealed class FormerName : IAudited
{
    public long Id { get; init; }
    public long OrganisationId { get; init; }
    public required string FullName { get; init; }
    public required string ShortName { get; init; }

    /// <summary>The first day; empty for the name that it was registered with.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; init; }

    /// <summary>What the renaming rests on, e.g. the number of a document.</summary>
    public string? Why { get; init; }

    string IAudited.Subject => Subject.Organisation(OrganisationId);

    private sealed class Mapping : IEntityTypeConfiguration<FormerName>
    {
        public void Configure(EntityTypeBuilder<FormerName> name)
        {
            name.ToTable("FormerNames");
            name.Property(n => n.Id).ValueGeneratedNever();
            name.Property(n => n.Why).HasMaxLength(200);
            name.HasIndex(n => new { n.OrganisationId, n.To });
            name.HasOne<Organisation>().WithMany().HasForeignKey(n => n.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>更名: an organisation bears another name from a day on; the one before is kept with its days.</summary>
public sealed class RenameOrganisation(ApprovalsDb db, IdSource ids, TimeProvider clock)
{
    /// <param name="on">The first day of the new name, today or before; empty: today.</param>
    /// <param name="why">What it rests on.</param>
    /// <returns><c>organisation.incomplete</c>, <c>organisation.same-name</c>, <c>organisation.already-exists</c>, <c>organisation.rename-day</c>. The entry is written by whoever calls.</returns>
    public async Task<Refusal?> Run(Organisation organisation, string fullName, string shortName, DateOnly? on, string? why, CancellationToken cancellation = default)
    {
        var (name, brief, today) = (fullName.Trim(), shortName.Trim(), ShanghaiTime.DayOf(clock.GetUtcNow()));
        if (name.Length == 0 || brief.Length == 0) return new Refusal("organisation.incomplete");
        if (name == organisation.FullName) return new Refusal("organisation.same-name", name);
        if (await db.Organisations.AnyAsync(o => o.FullName == name && o.Id != organisation.Id, cancellation)) return new Refusal("organisation.already-exists", name);
        var last = await db.FormerNames.Where(n => n.OrganisationId == organisation.Id).OrderByDescending(n => n.To).Select(n => (DateOnly?)n.To).FirstOrDefaultAsync(cancellation);
        var (first, from) = (on ?? today, last?.AddDays(1));
        if (first > today || first < from) return new Refusal("organisation.rename-day", today, from ?? DateOnly.MinValue, first);

        // A name that did not count for a day was a slip of the hand.
        if (first != from)
            db.FormerNames.Add(new FormerName { Id = ids.Next(), OrganisationId = organisation.Id, FullName = organisation.FullName, ShortName = organisation.ShortName, From = from, To = first.AddDays(-1), Why = string.IsNullOrWhiteSpace(why) ? null : why.Trim() });
        (organisation.FullName, organisation.ShortName) = (name, brief);
        return null;
    }
}

/// <summary>What organisations were called at a time. Only those that were renamed since have to be looked up.</summary>
public sealed class NamesInTime
{
    private readonly ILookup<long, FormerName> former;

    private NamesInTime(ILookup<long, FormerName> former) => this.former = former;

    /// <param name="earliest">No time before this one will be asked for.</param>
    public static async Task<NamesInTime> Since(ApprovalsDb db, DateTimeOffset earliest, CancellationToken cancellation = default)
    {
        var day = ShanghaiTime.DayOf(earliest);
        return new NamesInTime((await db.FormerNames.AsNoTracking().Where(n => n.To >= day).ToListAsync(cancellation)).ToLookup(n => n.OrganisationId));
    }

    /// <summary>What one organisation was called at an instant.</summary>
    public static async Task<string?> Of(ApprovalsDb db, long? id, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var now = await db.Organisations.Where(o => o.Id == id).Select(o => o.FullName).SingleOrDefaultAsync(cancellation);
        return now is null ? null : (await Since(db, at, cancellation)).At(id, at, now);
    }

    /// <param name="now">The name of today.</param>
    /// <returns>The name at that instant.</returns>
    public string? At(long? id, DateTimeOffset at, string? now)
    {
        var day = ShanghaiTime.DayOf(at);
        return id is { } key && former[key].FirstOrDefault(n => day <= n.To && (n.From is null || n.From <= day)) is { } then ? then.FullName : now;
    }
}
