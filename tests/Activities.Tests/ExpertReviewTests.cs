using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities.Tests;

public class ExpertReviewTests
{
    private static ExpertReview Review() => new() { Party = new("projectGroup"), Role = new("workGroupOfficer") };

    [Fact]
    public async Task An_expert_of_the_applicants_unit_is_not_assignable()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await world.StartForCall(Review());

        (await world.Decide("group.workGroupOfficer", "Assigned", data: Assign(world, id, "expert1", "expertOfUnit")))!.Code.ShouldBe("expert.own-unit");

        (await world.Outcome()).ShouldBeNull();
    }

    [Fact]
    public async Task The_experts_of_another_project_are_neither_offered_nor_assignable()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await world.Change(db =>
        {
            var other = new Organisation { Id = 900, FullName = "实验校项目组", ShortName = "实验校项目组", Kind = OrgKind.ProjectGroup, AreaCode = "00" };
            db.Add(other);
            Group(db, 910, world.Organisations["group"], "expertOfGroup");
            Group(db, 920, other.Id, "expertOfOther");
            return Task.CompletedTask;
        });
        (world.People["expertOfGroup"], world.People["expertOfOther"]) = (912, 922);
        await world.StartForCall(Review());

        var offered = (await world.WorkItems()).ShouldHaveSingleItem().Request["experts"]!.AsArray().Select(e => e!["name"]!.ToString());

        offered.ShouldBe(["expert1", "expert2", "expert3", "expertOfUnit", "expertOfGroup"], ignoreOrder: true);
        (await world.Decide("group.workGroupOfficer", "Assigned", data: Assign(world, id, "expert1", "expertOfOther")))!.Code.ShouldBe("expert.not-an-expert");
        (await world.Decide("group.workGroupOfficer", "Assigned", data: Assign(world, id, "expert1", "expertOfGroup"))).ShouldBeNull();

        // An expert group under a project group, with one expert.
        void Group(ApprovalsDb db, long group, long under, string expert) => db.AddRange(
            new Organisation { Id = group, FullName = expert, ShortName = expert, Kind = OrgKind.ExpertGroup, AreaCode = "00", CompetentSuperiorId = under },
            new Seat { Id = group + 1, OrganisationId = group, Role = SeatRole.Expert },
            new Person { Id = group + 2, Name = expert, OrganisationId = group },
            new SeatHolding { Id = group + 3, PersonId = group + 2, SeatId = group + 1, From = world.Clock.GetUtcNow().AddDays(-1) });
    }

    [Fact]
    public async Task Too_few_experts_are_refused()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await world.StartForCall(Review());

        (await world.Decide("group.workGroupOfficer", "Assigned", data: Assign(world, id, "expert1")))!.Code.ShouldBe("expert.too-few");
    }

    [Fact]
    public async Task It_is_complete_when_every_assigned_expert_has_scored()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await world.StartForCall(Review());
        (await world.Decide("group.workGroupOfficer", "Assigned", data: Assign(world, id, "expert1", "expert2"))).ShouldBeNull();

        (await world.WorkItems()).Select(i => i.PersonId).ShouldBe([world.People["expert1"], world.People["expert2"]], ignoreOrder: true);
        (await world.Decide("expert1", "Scored", data: Scores(id, 10))).ShouldBeNull();
        (await world.Outcome()).ShouldBeNull();
        (await world.Decide("expert2", "Scored", data: Scores(id, 8))).ShouldBeNull();

        (await world.Outcome()).ShouldBe("Completed");
        (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().ScoreSheets.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_declared_conflict_leaves_the_quorum_short()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await world.StartForCall(Review());
        await world.Decide("group.workGroupOfficer", "Assigned", data: Assign(world, id, "expert1", "expert2"));
        await world.Decide("expert1", "Scored", data: $$"""{ "scores": { "{{id}}": { "conflict": true, "opinion": "曾任该校顾问" } } }""");

        await world.Decide("expert2", "Scored", data: Scores(id, 8));

        (await world.Outcome()).ShouldBe("QuorumNotReached");
    }

    [Fact]
    public async Task Points_beyond_the_maximum_are_refused()
    {
        await using var world = await World.Build();
        var id = await world.ReceivedCase();
        await world.StartForCall(Review());
        await world.Decide("group.workGroupOfficer", "Assigned", data: Assign(world, id, "expert1", "expert2"));

        (await world.Decide("expert1", "Scored", data: Scores(id, 1000)))!.Code.ShouldBe("score.out-of-range");
    }

    [Fact]
    public async Task Without_received_cases_there_is_nothing_to_assess()
    {
        await using var world = await World.Build();

        await world.StartForCall(Review());

        (await world.Outcome()).ShouldBe("Completed");
    }

    internal static string Assign(World world, long id, params string[] experts) =>
        $$"""{ "assignments": { "{{id}}": [{{string.Join(",", experts.Select(e => $"\"{world.People[e]}\""))}}] } }""";

    internal static string Scores(long id, decimal points)
    {
        var (sheet, _) = FormReader.Read("pilot-site-score.form.json", File.ReadAllBytes(Path.Combine(World.SourceFolder(), "workflows", "pilot-site-score.form.json")));
        var scores = new JsonObject(ScoreCriterion.Of(sheet!).Select(c => KeyValuePair.Create(c.Key, (JsonNode?)JsonValue.Create(points)))) { ["opinion"] = "可行" };
        return new JsonObject { ["scores"] = new JsonObject { [id.ToString(System.Globalization.CultureInfo.InvariantCulture)] = scores } }.ToJsonString();
    }
}
