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
    public async Task Every_order_is_paged_without_gap_or_repeat_across_principals(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        var opened = new List<WorkItem>();
        for (var i = 0; i < 8; i++)
        {
            if (i % 2 == 0) house.Clock.Advance(TimeSpan.FromMinutes(1));
            DateTimeOffset? due = i % 4 == 3 ? null : house.Clock.GetUtcNow().AddDays(7 - i / 3);
            opened.Add(await house.Opinion(item.Id, priority: i % 3 == 0 ? 1 : 0, due: due));
        }
        foreach (var mine in new[] { 2, 5, 6 })
            (await house.As<WorkItem>(house.HeadA, s => s.GetRequiredService<ClaimWorkItem>().Run(opened[mine].Id, Stop))).Refusal.ShouldBeNull();

        (await All(InboxSort.Newest)).ShouldBe(opened.OrderByDescending(w => w.CreatedAt).ThenByDescending(w => w.Id).Select(w => w.Id));
        (await All(InboxSort.Oldest)).ShouldBe(opened.OrderBy(w => w.CreatedAt).ThenBy(w => w.Id).Select(w => w.Id));
        (await All(InboxSort.Due)).ShouldBe(opened.OrderBy(w => w.DueAt ?? DateTimeOffset.MaxValue).ThenBy(w => w.Id).Select(w => w.Id));
        (await All(InboxSort.Priority)).ShouldBe(opened.OrderByDescending(w => w.Priority).ThenByDescending(w => w.CreatedAt).ThenByDescending(w => w.Id).Select(w => w.Id));

        async Task<List<long>> All(InboxSort sort)
        {
            var (read, cursor) = (new List<long>(), (InboxCursor?)null);
            do
            {
                var page = await Read(house, house.HeadA, new InboxFilter { Size = 3, Sort = sort, After = cursor });
                read.AddRange(page.Rows.Select(r => r.WorkItemId));
                cursor = page.Next;
            } while (cursor is not null);
            return read;
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task It_is_narrowed_by_chain_unit_level_due_date_and_urgency(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        var (now, plain) = (house.Clock.GetUtcNow(), await house.Opinion(item.Id));
        var urgent = await house.Opinion(item.Id, priority: 1, due: house.Clock.GetUtcNow().AddDays(2));

        (await Found(new InboxFilter { UnitId = house.UnitId })).ShouldBe([urgent.Id, plain.Id], ignoreOrder: true);
        (await Found(new InboxFilter { UnitId = house.SuperiorId })).ShouldBeEmpty();
        (await Found(new InboxFilter { Level = Approvals.Organisations.AdminLevel.County })).Count.ShouldBe(2);
        (await Found(new InboxFilter { Level = Approvals.Organisations.AdminLevel.City })).ShouldBeEmpty();
        (await Found(new InboxFilter { ChainId = "pilot-site-application" })).Count.ShouldBe(2);
        (await Found(new InboxFilter { ChainId = "another" })).ShouldBeEmpty();
        (await Found(new InboxFilter { IsUrgent = true })).ShouldBe([urgent.Id]);
        (await Found(new InboxFilter { DueBy = now.AddDays(3) })).ShouldBe([urgent.Id]);
        (await Found(new InboxFilter { DueBy = now.AddDays(1) })).ShouldBeEmpty();
        (await Found(new InboxFilter { Text = item.Number.ToLowerInvariant() })).Count.ShouldBe(2);

        async Task<List<long>> Found(InboxFilter filter)
        {
            var page = await Read(house, house.HeadA, filter);
            page.Count.ShouldBe(page.Rows.Count);
            return [.. page.Rows.Select(r => r.WorkItemId)];
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_count_names_what_can_be_filtered_by(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        await house.Opinion(item.Id);
        await house.Opinion(item.Id);

        var count = await house.Units.Read((s, c) => s.GetRequiredService<CountInbox>().Run(house.HeadA, c), Stop);
        count.Total.ShouldBe(2);
        count.IsCapped.ShouldBeFalse();
        count.ByKind.ShouldBe(new Dictionary<string, int> { ["OpinionTask"] = 2 });
        count.CallIds.ShouldBe([house.CallId]);
        count.ChainIds.ShouldBe(["pilot-site-application"]);
        count.Units.ShouldBe([new InboxUnit(house.UnitId, "凌海开放大学")]);
        (await house.Units.Read((s, c) => s.GetRequiredService<CountInbox>().Run(house.Applicant, c), Stop)).Total.ShouldBe(0);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_order_by_due_date_is_read_from_an_index_too(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var plan = await Plan(house, kind, """SELECT * FROM "Inbox" AS i WHERE i."Principal" = 5 AND i."Deadline" >= '2023-05-25 00:00:00' ORDER BY i."Deadline", i."WorkItemId" LIMIT 20""");
        plan.ShouldContain("IX_Inbox_Principal_Deadline_WorkItemId");
        plan.ShouldNotContain("TEMP B-TREE");
        plan.ShouldNotContain("Sort");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_page_is_read_from_the_index_of_its_principal_without_a_sort_of_everything(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var plan = await Plan(house, kind, """
            SELECT * FROM "Inbox" AS i WHERE i."Principal" = 5 AND i."CreatedAt" <= '2023-05-25 00:00:00'
            AND (i."CreatedAt" < '2023-05-25 00:00:00' OR i."WorkItemId" < 9) ORDER BY i."CreatedAt" DESC, i."WorkItemId" DESC LIMIT 20
            """);

        plan.ShouldContain(kind == DatabaseKind.Sqlite ? "USING PRIMARY KEY (Principal=? AND CreatedAt<?)" : "Index Scan Backward using \"PK_Inbox\"");
        plan.ShouldNotContain("TEMP B-TREE");
        plan.ShouldNotContain("Sort");
    }

    /// <summary>How the database reads it, with 20,000 rows of 50 principals on PostgreSQL, which plans by the number of rows.</summary>
    private static Task<string> Plan(House house, DatabaseKind kind, string query) => house.Units.Read(async (services, cancellation) =>
    {
        var db = services.GetRequiredService<WorkflowsDb>();
        if (kind == DatabaseKind.Postgres) await db.Database.ExecuteSqlRawAsync(Fill, cancellation);
        if (kind == DatabaseKind.Postgres) await db.Database.ExecuteSqlRawAsync("ANALYZE \"Inbox\"", cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"{(kind == DatabaseKind.Sqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN")} {query}";
        await db.Database.OpenConnectionAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellation)) lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    }, Stop);

    private const string Fill = """
        INSERT INTO "Inbox" ("Principal", "CreatedAt", "WorkItemId", "Kind", "CallId", "ChainId", "Priority", "Unit", "UnitId", "UnitLevel", "Deadline", "IsBatchable", "Title_Zh", "Title_En")
        SELECT n % 50, timestamptz '2023-01-01' + n * interval '1 minute', n, 'OpinionTask', 1, 'c', 0, 'u', 1, 'County', timestamptz '2023-02-01' + (n * 7919 % 20000) * interval '1 minute', false, 't', 't' FROM generate_series(1, 20000) AS n
        """;

    [Fact]
    public async Task On_PostgreSQL_one_question_finds_what_is_found_principal_by_principal()
    {
        await using var house = await House.Build(DatabaseKind.Postgres, cluster);
        var item = await house.Case();
        await Seat(house, house.Applicant);
        for (var i = 0; i < 24; i++)
        {
            // Three in one instant; the applicant is barred from every third, and one in five is claimed.
            if (i % 3 == 0) house.Clock.Advance(TimeSpan.FromMinutes(1));
            var work = await house.Opinion(item.Id, outside: i % 3 == 0);
            if (i % 5 == 0) (await house.As<WorkItem>(i % 2 == 0 ? house.HeadA : house.HeadB, s => s.GetRequiredService<ClaimWorkItem>().Run(work.Id, Stop))).Refusal.ShouldBeNull();
        }

        foreach (var person in new[] { house.HeadA, house.HeadB, house.Applicant })
        {
            var filter = new InboxFilter { Size = 4 };
            InboxPage together, apart;
            do
            {
                together = await Read(house, person, filter);
                apart = await house.Units.Read((s, c) => new ReadInbox(s.GetRequiredService<WorkflowsDb>(), s.GetRequiredService<ReadDecider>()).Run(person, filter, c), Stop);
                together.Rows.Count.ShouldBeGreaterThan(0);
                together.ShouldBeEquivalentTo(apart);
                filter = filter with { After = together.Next };
            } while (together.Next is not null);
            var count = await house.Units.Read((s, c) => s.GetRequiredService<CountInbox>().Run(person, c), Stop);
            count.Total.ShouldBe(apart.Count);
            count.ShouldBeEquivalentTo(await house.Units.Read((s, c) => new CountInbox(s.GetRequiredService<WorkflowsDb>(), s.GetRequiredService<ReadDecider>()).Run(person, c), Stop));
        }
    }

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
