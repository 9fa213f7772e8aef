using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Forms;

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
