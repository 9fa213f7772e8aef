using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Notifications;

/// <summary>Who is told of what, in the application.</summary>
public class NotificationTests(PostgresCluster cluster)
{
    private const string Head = "liaoyang-edu.head", Reviewer = "liaoyang-edu.reviewer";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Work_questions_answers_reminders_copies_and_returns_are_told_to_whom_they_concern_and_to_nobody_else(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Tell();
        var id = await app.UpToTheSuperior("liaoyang-centre");
        await app.Tell();
        var item = await app.As(Head).WorkOn(id, "OpinionTask");
        (await app.News(Head)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Kind.ShouldBe("assigned"), n => n.Link.ShouldBe($"/work-items/{item}"), n => n.Number.ShouldNotBeEmpty());
        (await app.News("sy-edu.head")).ShouldBeEmpty();
        (await app.As(Head).Get("/api/me/notifications/unread")).Value["count"]!.GetValue<int>().ShouldBe(1);

        // Asked and answered: the one who is asked, then the one who asked.
        var reviewer = (await app.As(Head).Get($"/api/work-items/{item}/colleagues")).Value.AsArray().First(c => c!["role"]!.GetValue<string>() == "reviewer" && c["isOwn"]!.GetValue<bool>() && c["personId"] is not null)!;
        (await app.As(Head).Post($"/api/work-items/{item}/companions/delegated", new { seatId = reviewer["seatId"]!.GetValue<string>(), personId = reviewer["personId"]!.GetValue<string>(), words = "请核实场地" })).Succeeded();
        await app.Tell();
        (await app.News(Reviewer)).ShouldContain(n => n.Kind == "asked");
        (await app.Decide(Reviewer, id, "Delegated", "Replied", "属实")).Succeeded();
        await app.Tell();
        (await app.News(Head)).ShouldContain(n => n.Kind == "answered" && n.Link == $"/work-items/{item}");

        // Urged by a person of the call's organiser; returned to the applicant, whose officers are told.
        (await app.As("ln-centre.receivingClerk").Post($"/api/work-items/{item}/reminder", new { comment = "请尽快" })).Succeeded();
        await app.Tell();
        (await app.News(Head)).ShouldContain(n => n.Kind == "urged");
        (await app.Decide(Head, id, "OpinionTask", "Return", "请更正地址")).Succeeded();
        await app.Tell();
        (await app.News("liaoyang-centre.handler")).ShouldContain(n => n.Kind == "returned" && n.Link == $"/cases/{id}");
        (await app.News("liaoyang-centre.head")).ShouldContain(n => n.Kind == "returned");
        (await app.News(Head)).ShouldNotContain(n => n.Kind == "returned", "whoever did it is not told");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Old_notifications_go_away_and_what_nobody_has_read_stays_longer(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Configured(kind, cluster, ("Notifications:Days", "30"), ("Notifications:UnreadDays", "60"));
        await app.Tell();
        await app.UpToTheSuperior("liaoyang-centre");
        await app.Tell();
        (await app.As(Head).Post("/api/me/notifications/read", new { })).Succeeded();
        await app.UpToTheSuperior("liaoyang-ou");
        await app.Tell();
        (await app.News(Head)).Count.ShouldBe(2);
        var clean = app.Services.GetRequiredService<Workflows.Host.Notifications.CleanNotifications>();

        app.Clock.Advance(TimeSpan.FromDays(30));
        await clean.Run(TestContext.Current.CancellationToken);
        (await app.News(Head)).Count.ShouldBe(2, "none is older than thirty days");
        app.Clock.Advance(TimeSpan.FromHours(1));
        (await clean.Run(TestContext.Current.CancellationToken)).ShouldBePositive();
        (await app.News(Head)).ShouldHaveSingleItem("the one that was read went");
        app.Clock.Advance(TimeSpan.FromDays(30));
        await clean.Run(TestContext.Current.CancellationToken);
        (await app.News(Head)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_marks_only_ones_own_and_counts_down()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.UpToTheHead("liaoyang-centre");
        await app.Tell();
        var head = app.As("liaoyang-centre.head");
        var first = (await head.Get("/api/me/notifications")).Value.AsArray()[0]!["id"]!.GetValue<string>();
        (await app.As("sy-centre.head").Post($"/api/me/notifications/{first}/read")).Refused("notification.unknown");
        (await head.Post($"/api/me/notifications/{first}/read")).Succeeded();
        (await head.Get("/api/me/notifications?unread=true")).Value.AsArray().ShouldNotContain(n => n!["id"]!.GetValue<string>() == first);
        (await head.Post("/api/me/notifications/read")).Succeeded();
        (await head.Get("/api/me/notifications/unread")).Value["count"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_event_is_in_the_outbox_with_the_act_and_is_told_once_whoever_tells_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Settle();
        await app.Tell();
        var (id, work) = await app.Begin("liaoyang-centre");
        (await app.As("liaoyang-centre.handler").Post($"/api/work-items/{work}/decision", new { outcome = "No such outcome" })).Code.ShouldBe("work-item.unknown-outcome");
        (await Outbox(app)).ShouldBe(1, "a refused act tells nothing; the form to fill in was told of");
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        (await Outbox(app)).ShouldBeGreaterThan(1);

        await using var other = await app.Beside();
        await Task.WhenAll(app.Tell(), other.Tell());
        (await Outbox(app)).ShouldBe(0);
        (await app.News("liaoyang-centre.head")).Count(n => n.Kind == "assigned").ShouldBe(1);
    }

    private static async Task<int> Outbox(RunningApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ApprovalsDb>().Outbox.CountAsync(TestContext.Current.CancellationToken);
    }
}
