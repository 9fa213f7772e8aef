using System.Globalization;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Lists;

namespace Workflows.Activities.Tests;

/// <summary>Brings the national call to a decided or filed list, by the verbs that the activities use.</summary>
internal static class ListSteps
{
    public static Task Close(World world) =>
        world.Do("group.workGroupOfficer", "group", scope => scope.GetRequiredService<CloseCall>().Run(world.National));

    public static async Task Decided(World world, params (long Case, bool IsListed)[] cases)
    {
        await Close(world);
        await world.Do("group.projectGroupHead", "group", async scope =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var call = (await db.Calls.FindAsync(world.National))!;
            var items = new List<Approvals.Cases.Case>();
            foreach (var (id, _) in cases) items.Add((await db.Cases.FindAsync(id))!);
            (await scope.GetRequiredService<DraftList>().Run(call, items)).Refusal.ShouldBeNull();
            return await scope.GetRequiredService<DecideOnList>().Run(
                call, cases.Where(c => c.IsListed).Select(c => c.Case).ToHashSet(), cases.Where(c => !c.IsListed).ToDictionary(c => c.Case, _ => "名额有限"));
        });
    }

    public static Task Filed(World world) => world.Do("caea.caeaRegistrar", "caea", async scope =>
        await scope.GetRequiredService<FileList>().Filed((await scope.GetRequiredService<ApprovalsDb>().Calls.FindAsync(world.National))!, "CAEA-2023-1"));

    public static Task Published(World world) => world.Do("caea.caeaPublisher", "caea", async scope =>
        await scope.GetRequiredService<AnnounceList>().Run((await scope.GetRequiredService<ApprovalsDb>().Calls.FindAsync(world.National))!, ["协会官网"]));

    public static string Listed(long listed, params (long Case, string Reason)[] others) => new JsonObject
    {
        ["listed"] = new JsonArray(listed.ToString(CultureInfo.InvariantCulture)),
        ["reasons"] = new JsonObject(others.Select(o => KeyValuePair.Create(o.Case.ToString(CultureInfo.InvariantCulture), (JsonNode?)o.Reason))),
    }.ToJsonString();
}
