using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;

namespace Workflows.Host.Audit;

/// <summary>Something whose trail may hold personal words.</summary>
/// <param name="Kind"><c>case</c> or <c>person</c>, as in the address of its trail.</param>
/// <param name="About">The applicant of a case, the organisation of a person.</param>
public sealed record FoundSubject(string Kind, long Id, string Name, string? About);

/// <summary>Finds cases and persons by number or name, for who erases words from their trails; nothing of what stands in them.</summary>
public sealed class FindSubjects(ApprovalsDb db)
{
    /// <summary>Most of each kind.</summary>
    private const int Most = 20;

    /// <param name="text">A part of a case's number, of the applicant's name, or of a person's name; empty: nothing is found.</param>
    public async Task<IReadOnlyList<FoundSubject>> Run(string? text, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var (part, upper) = (text.Trim(), text.Trim().ToUpperInvariant());
        var cases = await db.Cases.AsNoTracking().Where(c => c.Number.Contains(upper) || c.Applicant!.FullName.Contains(part)).OrderByDescending(c => c.Id).Take(Most)
            .Select(c => new FoundSubject("case", c.Id, c.Number, c.Applicant!.FullName)).ToListAsync(cancellation);
        var people = await db.People.AsNoTracking().Where(p => p.Name.Contains(part)).OrderBy(p => p.Id).Take(Most)
            .Select(p => new FoundSubject("person", p.Id, p.Name, p.Organisation!.FullName)).ToListAsync(cancellation);
        return [.. cases, .. people];
    }

    /// <summary>One of them; null where there is none.</summary>
    public async Task<FoundSubject?> One(string kind, long id, CancellationToken cancellation = default) => kind == "case"
        ? await db.Cases.AsNoTracking().Where(c => c.Id == id).Select(c => new FoundSubject("case", c.Id, c.Number, c.Applicant!.FullName)).SingleOrDefaultAsync(cancellation)
        : await db.People.AsNoTracking().Where(p => p.Id == id).Select(p => new FoundSubject("person", p.Id, p.Name, p.Organisation!.FullName)).SingleOrDefaultAsync(cancellation);
}
