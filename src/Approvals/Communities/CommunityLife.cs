namespace Workflows.Approvals.Communities;

/// <summary>Who belongs to a community, who leads it, and its end.</summary>
public sealed partial class Community
{
    /// <summary>The members of a day, the leader unit first.</summary>
    public IReadOnlyList<CommunityMember> MembersOn(DateOnly day) => [.. Members.Where(m => m.IsMember(day)).OrderBy(m => m.Role).ThenBy(m => m.OrganisationId)];

    /// <summary>A unit joins. A sixteenth is refused (R83), also one that is there already.</summary>
    internal Refusal? Join(CommunityMember member)
    {
        var there = MembersOn(member.From);
        if (Status == CommunityStatus.Closed) return new Refusal("community.closed");
        if (there.Any(m => m.OrganisationId == member.OrganisationId)) return new Refusal("community.already-member");
        if (there.Count >= MostMembers) return new Refusal("community.full", MostMembers);
        Members.Add(member);
        return null;
    }

    /// <summary>A unit leaves with the end of the day; null when it is no member.</summary>
    internal CommunityMember? Leave(long organisationId, DateOnly day)
    {
        var member = Members.Find(m => m.OrganisationId == organisationId && m.To is null);
        if (member is not null) member.To = day;
        return member;
    }

    /// <summary>Exactly one member leads; the leader is a person of that unit, and as a rule the office is there (R41).</summary>
    /// <param name="office">The member that has the office (一般设在组长单位); null: the leader unit.</param>
    internal Refusal? Lead(long organisationId, string? leader, long? office = null)
    {
        if (Members.Find(m => m.OrganisationId == organisationId && m.To is null) is not { } next) return new Refusal("community.not-member");
        if (office is not null && !Members.Exists(m => m.OrganisationId == office && m.To is null)) return new Refusal("community.not-member");
        if (string.IsNullOrWhiteSpace(leader)) return new Refusal("community.leader-missing");
        foreach (var member in Members.Where(m => m.To is null && m.Role == CommunityRole.Leader)) member.Role = CommunityRole.Member;
        (next.Role, OfficeAtId, Leader) = (CommunityRole.Leader, office ?? organisationId, leader.Trim());
        return null;
    }

    /// <summary>The community ends; its members are free again.</summary>
    internal void Close(DateOnly day)
    {
        if (Status == CommunityStatus.Closed) return;
        foreach (var member in Members.Where(m => m.To is null)) member.To = day;
        (Status, ClosedOn) = (CommunityStatus.Closed, day);
    }
}
