using System.Globalization;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;

namespace Workflows.Activities.Tests;

/// <summary>Communities of the world's two units.</summary>
internal static class Agreements
{
    public static SignDocument Sign(string within = "") => new() { FormKey = new("community-agreement"), Block = new("memberSignature"), Party = new("members"), Role = new("head"), Everyone = new(true), Within = new(within) };

    public static ApplySeal Seal() => new() { FormKey = new("community-agreement"), Block = new("memberSignature"), Party = new("members"), Role = new("sealCustodian"), Everyone = new(true) };

    public static RegisterCommunity Register() => new() { What = new("form"), FormKey = new("community-agreement"), Block = new("memberSignature") };

    /// <summary>A case whose agreement names two units, the first as leader unit.</summary>
    public static async Task<long> Proposed(World world)
    {
        var id = await world.Case();
        var content = new JsonObject
        {
            ["communityName"] = "共同体", ["level"] = "county", ["region"] = "northeast", ["project"] = "elderly",
            ["members"] = new JsonArray([.. new[] { "unit", "unit2" }.Select(u => new JsonObject
            {
                ["unit"] = world.Organisations[u].ToString(CultureInfo.InvariantCulture), ["role"] = u == "unit" ? "leader" : "member", ["leader"] = u == "unit" ? "组长" : null,
            })]),
        };
        await world.Do("unit.handler", "unit", scope => scope.GetRequiredService<SubmitForm>().Run(id, "community-agreement", content, content));
        return id;
    }

    /// <summary>The two units are listed pilot sites.</summary>
    /// <returns>Their cases.</returns>
    public static async Task<(long First, long Second)> Sites(World world)
    {
        var sites = (await world.Case("unit"), await world.Case("unit2"));
        foreach (var site in new[] { sites.Item1, sites.Item2 })
            await world.Do("group.workGroupOfficer", "group", scope => scope.GetRequiredService<ChangeCaseStatus>().Run(site, CaseStatus.Listed));
        return sites;
    }

    /// <summary>The community of the two, signed and sealed.</summary>
    public static async Task<Community> Formed(World world)
    {
        var id = await Proposed(world);
        await world.Start(Sign(), id);
        foreach (var unit in new[] { "unit", "unit2" }) (await world.Decide($"{unit}.head", "Signed")).ShouldBeNull();
        await world.Start(Seal(), id);
        foreach (var unit in new[] { "unit", "unit2" }) (await world.Decide($"{unit}.sealCustodian", "Sealed", data: $$"""{ "sealId": "{{world.Seals[unit]}}" }""")).ShouldBeNull();
        await world.Start(Register(), id);
        (await world.Outcome()).ShouldBe("Done");
        return (await Community(world, id))!;
    }

    public static Task<Community?> Community(World world, long caseId) => world.Read(async scope =>
    {
        var db = scope.GetRequiredService<Approvals.ApprovalsDb>();
        return await db.CommunityOf((await db.LoadCase(caseId))!);
    });
}
