using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.Approvals.WorkItems;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

public class InboxTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_inbox_has_one_row_per_open_work_item_and_principal(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        var first = await house.Opinion(item.Id);
        var second = await house.Opinion(item.Id);
        var third = await house.Opinion(item.Id);
        (await house.As<WorkItem>(house.HeadA, s => s.GetRequiredService<ClaimWorkItem>().Run(first.Id, Stop))).Refusal.ShouldBeNull();
        (await house.As<FinishedWorkItem>(house.HeadB, s => s.GetRequiredService<CloseWorkItem>().Decided(second.Id, new Decision("Approve"), Stop))).Refusal.ShouldBeNull();

        var rows = await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().Inbox.Select(r => new { r.WorkItemId, r.Principal }).ToListAsync(c), Stop);
        rows.ShouldBe([new { WorkItemId = first.Id, Principal = house.HeadA }, new { WorkItemId = third.Id, Principal = house.HeadSeat }], ignoreOrder: true);
        var open = await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().WorkItems.ToListAsync(c), Stop);
        rows.OrderBy(r => r.WorkItemId).ShouldBe(open.OrderBy(w => w.Id).Select(w => new { WorkItemId = w.Id, w.Principal }));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_claimed_work_item_leaves_the_other_inboxes_and_comes_back_when_released(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var work = await house.Opinion((await house.Case()).Id);
        (await Read(house, house.HeadB)).Rows.Select(r => r.WorkItemId).ShouldBe([work.Id]);

        (await house.As<WorkItem>(house.HeadA, s => s.GetRequiredService<ClaimWorkItem>().Run(work.Id, Stop))).Refusal.ShouldBeNull();
        (await Read(house, house.HeadA)).Rows.Select(r => r.WorkItemId).ShouldBe([work.Id]);
        (await Read(house, house.HeadB)).Rows.ShouldBeEmpty();
        (await house.As<FinishedWorkItem>(house.HeadB, s => s.GetRequiredService<CloseWorkItem>().Decided(work.Id, new Decision("Approve"), Stop)))
            .Refusal!.Code.ShouldBe("work-item.claimed-by-other");

        (await house.As<WorkItem>(house.HeadA, s => s.GetRequiredService<ReleaseWorkItem>().Run(work.Id, Stop))).Refusal.ShouldBeNull();
        (await Read(house, house.HeadB)).Rows.Select(r => r.WorkItemId).ShouldBe([work.Id]);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task R29_an_outside_opinion_is_not_offered_to_the_applicants_officer_who_also_holds_the_seat(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        await Seat(house, house.Applicant);
        var outside = await house.Opinion(item.Id);
        var other = await house.Opinion(item.Id, outside: false);

        var page = await Read(house, house.Applicant);
        page.Rows.Select(r => r.WorkItemId).ShouldBe([other.Id]);
        page.Count.ShouldBe(1);
        (await house.As<FinishedWorkItem>(house.Applicant, s => s.GetRequiredService<CloseWorkItem>().Decided(outside.Id, new Decision("Approve"), Stop)))
            .Refusal!.Code.ShouldBe("work-item.barred");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Pages_follow_each_other_without_gap_or_repeat_and_narrow_by_text(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        var opened = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            // Two in one instant, so that the id decides.
            if (i % 2 == 0) house.Clock.Advance(TimeSpan.FromMinutes(1));
            opened.Add((await house.Opinion(item.Id)).Id);
        }
        (await house.As<WorkItem>(house.HeadA, s => s.GetRequiredService<ClaimWorkItem>().Run(opened[3], Stop))).Refusal.ShouldBeNull();

        var read = new List<long>();
        InboxCursor? cursor = null;
        do
        {
            var page = await Read(house, house.HeadA, new InboxFilter { Size = 3, After = cursor });
            page.Count.ShouldBe(7);
            page.IsCapped.ShouldBeFalse();
            read.AddRange(page.Rows.Select(r => r.WorkItemId));
            cursor = page.Next;
        } while (cursor is not null);
        read.ShouldBe(opened.Order().Reverse());

        (await Read(house, house.HeadA, new InboxFilter { Text = "凌海" })).Count.ShouldBe(7);
        (await Read(house, house.HeadA, new InboxFilter { Text = item.Number })).Count.ShouldBe(7);
        (await Read(house, house.HeadA, new InboxFilter { Text = "沈阳" })).Count.ShouldBe(0);
        (await Read(house, house.HeadA, new InboxFilter { CallId = house.CallId, Kind = "OpinionTask" })).Count.ShouldBe(7);
        (await Read(house, house.HeadA, new InboxFilter { Kind = "ApplySeal" })).Count.ShouldBe(0);
        (await Read(house, house.HeadA, new InboxFilter { CallId = 1 })).Count.ShouldBe(0);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_page_is_read_from_the_index_of_its_principal_without_a_sort_of_everything(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var plan = await house.Units.Read(async (services, cancellation) =>
        {
            var db = services.GetRequiredService<WorkflowsDb>();
            if (kind == DatabaseKind.Postgres) await db.Database.ExecuteSqlRawAsync(Fill, cancellation);
            if (kind == DatabaseKind.Postgres) await db.Database.ExecuteSqlRawAsync("ANALYZE \"Inbox\"", cancellation);
            var explain = kind == DatabaseKind.Sqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN";
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"""
                {explain} SELECT * FROM "Inbox" AS i WHERE i."Principal" = 5 AND i."CreatedAt" <= '2023-05-25 00:00:00'
                AND (i."CreatedAt" < '2023-05-25 00:00:00' OR i."WorkItemId" < 9) ORDER BY i."CreatedAt" DESC, i."WorkItemId" DESC LIMIT 20
                """;
            await db.Database.OpenConnectionAsync(cancellation);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var lines = new List<string>();
            while (await reader.ReadAsync(cancellation)) lines.Add(reader.GetString(reader.FieldCount - 1));
            return string.Join('\n', lines);
        }, Stop);

        plan.ShouldContain(kind == DatabaseKind.Sqlite ? "USING PRIMARY KEY (Principal=? AND CreatedAt<?)" : "Index Scan Backward using \"PK_Inbox\"");
        plan.ShouldNotContain("TEMP B-TREE");
        plan.ShouldNotContain("Sort");
    }

    private const string Fill = """
        INSERT INTO "Inbox" ("Principal", "CreatedAt", "WorkItemId", "Kind", "CallId", "ChainId", "Priority", "Unit", "Title_Zh", "Title_En")
        SELECT n % 50, timestamptz '2023-01-01' + n * interval '1 minute', n, 'OpinionTask', 1, 'c', 0, 'u', 't', 't' FROM generate_series(1, 20000) AS n
        """;

    private static Task<InboxPage> Read(House house, long person, InboxFilter? filter = null) =>
        house.Units.Read((s, c) => s.GetRequiredService<ReadInbox>().Run(person, filter, c), Stop);

    private static async Task Seat(House house, long person)
    {
        var held = await house.Units.Run<bool>(Actor.System, async (services, cancellation) =>
        {
            services.GetRequiredService<WorkflowsDb>().Add(new Approvals.Organisations.SeatHolding
            {
                Id = services.GetRequiredService<Approvals.IdSource>().Next(), PersonId = person, SeatId = house.HeadSeat, From = house.Clock.GetUtcNow(),
            });
            await services.GetRequiredService<AuditTrail>().Write(Subject.Person(person), "seat.held", cancellation: cancellation);
            return true;
        }, Stop);
        held.Refusal.ShouldBeNull();
    }
}
