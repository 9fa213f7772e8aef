using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;

namespace Workflows.Host.Parts;

/// <summary>An objection as its organiser reads it.</summary>
/// <param name="Unit">The unit that raised it under its seal; empty for a person.</param>
/// <param name="Person">The real name of who raised it; for one on paper, of who entered it.</param>
/// <param name="IsUpheld">Empty until it is answered.</param>
/// <param name="Objector">Whose it is where it came on paper.</param>
public sealed record ObjectionView(long Id, long ListId, string? Unit, string Person, string Text, DateTimeOffset At, bool? IsUpheld, string? Answer, DateTimeOffset? AnsweredAt, string? Objector = null);

/// <summary>Reads the objections to a list: the organiser of the notice and who sees everything read all, everybody else the own ones.</summary>
public sealed class ReadObjections(ApprovalsDb db)
{
    public async Task<IReadOnlyList<ObjectionView>> Of(Caller caller, long listId, CancellationToken cancellation = default)
    {
        var all = MaySeeCase.SeesEverything(caller) || await Holds(caller, listId, cancellation);
        return await db.Objections.AsNoTracking().Where(o => o.ListId == listId && (all || o.PersonId == caller.PersonId)).OrderBy(o => o.Id)
            .Select(o => new ObjectionView(o.Id, o.ListId, o.Organisation!.FullName, o.Person!.Name, o.Text, o.At, o.IsUpheld, o.Answer, o.AnsweredAt, o.Objector)).ToListAsync(cancellation);
    }

    /// <summary>Whether the notice of the list is the caller's to hold: an open work item of it may be decided by the caller.</summary>
    public async Task<bool> Holds(Caller caller, long listId, CancellationToken cancellation = default)
    {
        var open = await db.WorkItems.AsNoTracking().Include(i => i.Barred).Where(i => i.Kind == "PublicNotice").ToListAsync(cancellation);
        var decider = caller.AsDecider;
        return open.Exists(i => i.Request["listId"]?.ToString() == listId.ToString(System.Globalization.CultureInfo.InvariantCulture) && i.MayBeDecidedBy(decider) is null);
    }
}
