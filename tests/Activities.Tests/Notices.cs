using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

/// <summary>A draft document of the provincial centre, submitted and, if asked, numbered.</summary>
internal static class Notices
{
    public const string Form = """
        {
          "mode": "issue", "numberPrefix": "辽社指", "title": "工作要点", "body": "现印发给你们。",
          "mainRecipients": [{ "levels": ["county"], "kinds": ["openUniversity", "communityCollege"], "areaCode": "21" }], "receiptDays": 2
        }
        """;

    public static async Task<long> Draft(World world, string form = Form)
    {
        var id = await world.Case("unit");
        var content = (JsonObject)JsonNode.Parse(form)!;
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.Units.Run<SubmittedForm>(
            Approvals.Audit.Actor.Person(world.People["unit.handler"]),
            (scope, stop) => scope.GetRequiredService<SubmitForm>().Run(id, "official-document", content, content, stop))).Refusal.ShouldBeNull();
        return id;
    }

    public static async Task<long> Numbered(World world, string form = Form)
    {
        var id = await Draft(world, form);
        await world.Start(new IssueDocument(), id);
        (await world.Outcome()).ShouldBe("Issued");
        return id;
    }
}
