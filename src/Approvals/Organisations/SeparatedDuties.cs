namespace Workflows.Approvals.Organisations;

/// <summary>三员分立: who administers, who guards and who audits are three persons. No one person holds seats of two of these.</summary>
public static class SeparatedDuties
{
    private static readonly SeatRole[][] Duties =
    [
        [SeatRole.FlowAdministrator, SeatRole.OrgAdministrator],
        [SeatRole.SecurityAdministrator],
        [SeatRole.Auditor],
    ];

    /// <summary>The roles that belong to one of the three.</summary>
    public static SeatRole[] Roles { get; } = [.. Duties.SelectMany(duty => duty)];

    /// <summary>The role that a person holds and that does not go together with the new one; null when all do.</summary>
    public static SeatRole? Conflict(IEnumerable<SeatRole> held, SeatRole added)
    {
        if (Array.Find(Duties, duty => duty.Contains(added)) is not { } own) return null;
        foreach (var role in held)
            if (!own.Contains(role) && Duties.Any(duty => duty.Contains(role))) return role;
        return null;
    }

    /// <summary>
    /// The roles that give no rights to somebody who holds two of the three all the same, from a time before this was refused: the duty that was taken first stays, of those taken at the
    /// same time the first as they are named above; the others rest until somebody takes one away.
    /// </summary>
    public static IReadOnlySet<SeatRole> Resting(IEnumerable<(SeatRole Role, DateTimeOffset From)> held)
    {
        var duties = held.Where(h => Roles.Contains(h.Role)).OrderBy(h => h.From).ThenBy(h => Array.IndexOf(Roles, h.Role)).ToList();
        if (duties.Count == 0) return new HashSet<SeatRole>();
        var stays = Array.Find(Duties, duty => duty.Contains(duties[0].Role))!;
        return duties.Select(h => h.Role).Where(role => !stays.Contains(role)).ToHashSet();
    }
}
