using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Cases;

namespace Workflows.Activities.Tests;

public class CopyToTests
{
    [Fact]
    public async Task Without_a_list_of_its_own_the_call_copies_up_to_the_provincial_education_authority_once()
    {
        await using var world = await World.Build();
        var id = await world.Case();

        await world.Start(new CopyTo(), id);
        await world.Start(new CopyTo(), id);

        (await world.Outcome()).ShouldBe("Done");
        var copy = (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().CopyItems.ToListAsync())).ShouldHaveSingleItem();
        copy.RecipientId.ShouldBe(world.Organisations["edu"]);
        copy.Kind.ShouldBe(CopyKind.Up);
    }

    [Fact]
    public async Task A_copy_to_the_province_goes_there_whatever_the_call_names()
    {
        await using var world = await World.Build();
        await world.Change(async db => (await db.Calls.SingleAsync(c => c.Id == world.Provincial)).CopyUp = [world.Organisations["bureau"]]);

        await world.Start(new CopyTo { Party = new("province") }, await world.Case());

        (await world.Outcome()).ShouldBe("Done");
        (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().CopyItems.ToListAsync())).ShouldHaveSingleItem().RecipientId.ShouldBe(world.Organisations["edu"]);
    }

    [Fact]
    public async Task It_opens_no_work_item()
    {
        await using var world = await World.Build();

        await world.Start(new CopyTo { Party = new("collector"), Direction = new("to") }, await world.Case());

        (await world.WorkItems()).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_the_chain_of_a_call_each_applicant_reads_about_its_own_case_and_only_those_that_the_note_names()
    {
        await using var world = await World.Build();
        var one = await world.ReceivedCase();
        var other = await world.ReceivedCase("unit2");
        var number = await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Cases.Where(c => c.Id == other).Select(c => c.Number).SingleAsync());

        await world.StartForCall(new CopyTo { Party = new("applicants"), Direction = new("to"), Note = new($"{number} 缺扫描件") });
        (await Copied(world)).ShouldBe([(other, world.Organisations["unit2"])]);

        await world.StartForCall(new CopyTo { Party = new("applicants"), Direction = new("to"), Note = new("请补联系方式") });
        (await Copied(world)).ShouldBe([(other, world.Organisations["unit2"]), (one, world.Organisations["unit"]), (other, world.Organisations["unit2"])], ignoreOrder: true);

        static Task<List<(long?, long)>> Copied(World world) => world.Read(async scope =>
            (await scope.GetRequiredService<ApprovalsDb>().CopyItems.Select(c => new { c.CaseId, c.RecipientId }).ToListAsync()).ConvertAll(c => (c.CaseId, c.RecipientId)));
    }

    [Theory]
    [InlineData(""" "中成协〔2023〕010号 八.2" """, "中成协〔2023〕010号 八.2")]
    [InlineData("""{ "it": "中成协〔2023〕010号 八.3" }""", "中成协〔2023〕010号 八.3")]
    [InlineData("""{ "other": "中成协〔2023〕010号 八.3" }""", "中成协[2023]009号 七.3")]
    public async Task A_call_names_the_clause_of_its_own_document_where_the_chart_names_that_of_another(string clauses, string written)
    {
        await using var world = await World.Build(call => call.Parameters = new() { ["clauses"] = JsonNode.Parse(clauses) });

        await world.StartForCall(new CopyTo { Party = new("projectGroup"), Direction = new("to"), Clause = new("中成协[2023]009号 七.3"), Id = "it" });

        (await world.Read(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Action == "copies.sent").Select(e => e.Clause).SingleAsync()))!.ShouldStartWith(written);
    }
}
