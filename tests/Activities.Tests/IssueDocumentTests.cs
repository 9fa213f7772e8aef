using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Documents;

namespace Workflows.Activities.Tests;

public class IssueDocumentTests
{
    [Fact]
    public async Task It_draws_the_next_number_of_issuer_and_year_once()
    {
        await using var world = await World.Build();
        var (first, second) = (await Notices.Numbered(world), await Notices.Numbered(world));

        await world.Start(new IssueDocument(), first);

        (await Documents(world)).Select(d => (d.CaseId, d.Number)).ShouldBe([(first, "辽社指〔2023〕1号"), (second, "辽社指〔2023〕2号")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_number_that_is_not_used_after_all_becomes_void_and_stays()
    {
        await using var world = await World.Build();
        var id = await Notices.Numbered(world);

        await world.Start(new IssueDocument { Step = new("void") }, id);

        (await world.Outcome()).ShouldBe("Issued");
        (await Documents(world)).ShouldHaveSingleItem().VoidedWhy.ShouldBe("未予签发");
        await Notices.Numbered(world);
        (await Documents(world)).Select(d => d.Number).ShouldContain("辽社指〔2023〕2号");
    }

    [Fact]
    public async Task Voiding_without_a_number_does_nothing()
    {
        await using var world = await World.Build();

        await world.Start(new IssueDocument { Step = new("void") }, await Notices.Draft(world));

        (await world.Outcome()).ShouldBe("Issued");
        (await Documents(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_released_only_where_the_form_names_channels()
    {
        await using var world = await World.Build();
        var silent = await Notices.Numbered(world);
        var online = await Notices.Numbered(world, """{ "mode": "release", "numberPrefix": "辽社指", "title": "通知", "releaseChannels": ["协会官网"] }""");

        await world.Start(new IssueDocument { Step = new("release") }, silent);
        await world.Start(new IssueDocument { Step = new("release") }, online);

        var documents = await Documents(world);
        documents.Single(d => d.CaseId == silent).ReleasedAt.ShouldBeNull();
        documents.Single(d => d.CaseId == online).ReleasedAt.ShouldBe(world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task It_moves_the_deadline_of_an_open_call_and_the_old_one_stays_in_the_history()
    {
        await using var world = await World.Build();
        var id = await Notices.Numbered(world, """{ "mode": "issue", "numberPrefix": "辽社指", "title": "变更", "deadlineChange": { "code": "PS3-LN", "closesOn": "2023-05-30" } }""");

        await world.Start(new IssueDocument { Step = new("open") }, id);

        (await world.Outcome()).ShouldBe("Issued");
        var call = await world.Read(async scope => await scope.GetRequiredService<ApprovalsDb>().Calls.SingleAsync(c => c.Code == "PS3-LN"));
        call.ClosesOn.ShouldBe(new DateOnly(2023, 5, 30));
        call.DateHistory.ShouldHaveSingleItem().From.ShouldBe(new DateOnly(2023, 5, 29));
    }

    [Fact]
    public async Task A_forwarding_body_opens_its_own_call_below_the_upstream_one()
    {
        await using var world = await World.Build();
        await world.Do("caea.caeaPublisher", "caea", async scope =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var upstream = new Document { Id = scope.GetRequiredService<IdSource>().Next(), Title = "第三批实验点", IssuerId = world.Organisations["caea"] };
            upstream.SetNumber("中成协[2023]009号");
            db.Add(upstream);
            await scope.GetRequiredService<Approvals.Audit.AuditTrail>().Write(Approvals.Audit.Subject.Document(upstream.Id), "test.furnished");
            var call = await db.Calls.SingleAsync(c => c.Code == "PS3");
            call.DocumentId = upstream.Id;
            await scope.GetRequiredService<Approvals.Audit.AuditTrail>().Write(Approvals.Audit.Subject.Call(call.Id), "test.furnished");
            return Result<Call>.Of(call);
        });
        var id = await Notices.Numbered(world, """
            { "mode": "forward", "numberPrefix": "辽社指", "title": "转发", "upstreamNumber": "中成协〔2023〕9号", "mainRecipients": [{ "kinds": ["openUniversity"] }],
              "localCall": { "code": "PS3-LY", "closesOn": "2023-05-26", "electronic": true, "paper": true, "courier": "顺丰" } }
            """);

        await world.Start(new IssueDocument { Step = new("open") }, id);

        (await world.Outcome()).ShouldBe("Issued");
        var local = await world.Read(async scope => await scope.GetRequiredService<ApprovalsDb>().Calls.SingleAsync(c => c.Code == "PS3-LY"));
        (local.Status, local.ParentId, local.CollectorId).ShouldBe((CallStatus.Open, world.National, world.Organisations["unit"]));
        local.Materials.ShouldHaveSingleItem().Courier.ShouldBe("顺丰");
        (await Documents(world)).Single(d => d.CaseId == id).UpstreamId.ShouldNotBeNull();
    }

    private static Task<List<Document>> Documents(World world) => world.Read(scope => scope.GetRequiredService<ApprovalsDb>().Documents.ToListAsync());
}
