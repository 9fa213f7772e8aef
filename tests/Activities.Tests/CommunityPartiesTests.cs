using Workflows.Approvals.Communities;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities.Tests;

/// <summary>Who is meant by the parties of communities and activities, before and after they are entered.</summary>
public class CommunityPartiesTests
{
    [Fact]
    public async Task Before_the_community_is_there_its_parties_are_those_of_the_proposed_agreement()
    {
        await using var world = await World.Build();
        var id = await Agreements.Proposed(world);

        (await Party(world, id, Parties.Members)).ShouldBe(["unit", "unit2"]);
        (await Party(world, id, Parties.LeaderUnit)).ShouldBe(["unit"]);
        (await Party(world, id, Parties.Community)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_community_they_are_its_members_now_and_who_left_is_none()
    {
        await using var world = await World.Build();
        var sites = await Agreements.Sites(world);
        var community = await Agreements.Formed(world);
        var id = await OwnCase(world, community.Id, sites.First);

        (await Party(world, id, Parties.Members)).ShouldBe(["unit", "unit2"]);
        (await Resolved(world, id, Parties.Community)).ShouldBe([community.Id]);

        await world.Do("group.workGroupOfficer", "group", scope => scope.GetRequiredService<LeadCommunity>().Elect(community.Id, world.Organisations["unit2"], "新组长"));
        await world.Change(async db =>
        {
            var gone = (await db.LoadCommunity(community.Id))!.Members.Single(m => m.OrganisationId == world.Organisations["unit"]);
            db.Entry(gone).Property(m => m.To).CurrentValue = new DateOnly(2023, 5, 25);
        });

        (await Party(world, id, Parties.Members)).ShouldBe(["unit2"]);
        (await Party(world, id, Parties.LeaderUnit)).ShouldBe(["unit2"]);
    }

    [Fact]
    public async Task The_roster_is_the_invited_and_the_absentees_are_known_when_attendance_is_recorded()
    {
        await using var world = await World.Build();
        var id = await Gatherings.Called(world, "2023-05-26T09:00:00+08:00");
        (await Party(world, id, Parties.Roster)).ShouldBe(["unit", "unit2"], ignoreOrder: true);
        (await Party(world, id, Parties.Absentees)).ShouldBeEmpty();

        await world.Start(new RecordAttendance(), id);
        await world.Until("2023-05-28T12:00");
        (await world.Decide("unit.handler", "Recorded", data: Gatherings.Sheet(world, "present", "absent"))).ShouldBeNull();

        (await Party(world, id, Parties.Roster)).ShouldBe(["unit", "unit2"], ignoreOrder: true);
        (await Party(world, id, Parties.Absentees)).ShouldBe(["unit2"]);
    }

    [Fact]
    public async Task The_expert_group_is_the_one_under_the_project_group_or_else_the_project_group_itself()
    {
        await using var world = await World.Build();
        var id = await world.Case();
        (await Party(world, id, Parties.ExpertGroup)).ShouldBe(["group"]);

        await world.Change(db =>
        {
            foreach (var (number, superior, status) in new[] { (1, "caea", OrganisationStatus.Active), (2, "group", OrganisationStatus.Abolished), (3, "group", OrganisationStatus.Active) })
                db.Organisations.Add(new Organisation
                {
                    Id = number, FullName = $"专家组{number}", ShortName = $"专家组{number}", Kind = OrgKind.ExpertGroup, Level = AdminLevel.National, GovernedBy = AdminLevel.National, AreaCode = "00",
                    CompetentSuperiorId = world.Organisations[superior], Status = status,
                });
            return Task.CompletedTask;
        });

        (await Resolved(world, id, Parties.ExpertGroup)).ShouldBe([3L]);
    }

    /// <summary>A case whose applicant is the community, as its cycle has one.</summary>
    private static async Task<long> OwnCase(World world, long community, long like)
    {
        var id = 0L;
        await world.Change(async db =>
        {
            var pattern = (await db.Cases.FindAsync(like))!;
            id = pattern.Id + 1;
            db.Cases.Add(new Approvals.Cases.Case { Id = id, Number = "COM-9001", CallId = pattern.CallId, NationalCallId = pattern.NationalCallId, ApplicantId = community, Title = "周期", ChainId = "flow", CreatedAt = pattern.CreatedAt, DueAt = pattern.DueAt });
        });
        return id;
    }

    private static async Task<IReadOnlyList<string>> Party(World world, long caseId, string party) =>
        [.. (await Resolved(world, caseId, party)).Select(id => world.Organisations.Single(o => o.Value == id).Key)];

    private static Task<IReadOnlyList<long>> Resolved(World world, long caseId, string party) => world.Read<IReadOnlyList<long>>(async scope =>
    {
        var item = (await scope.GetRequiredService<ApprovalsDb>().Cases.FindAsync(caseId))!;
        return [.. (await scope.GetRequiredService<Parties>().ResolveAll(item, party)).Value.Select(o => o.Id)];
    });
}
