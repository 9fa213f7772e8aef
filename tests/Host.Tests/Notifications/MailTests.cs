using Workflows.Approvals.Notifications;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Notifications;

/// <summary>News by e-mail, to an SMTP server of the test.</summary>
public class MailTests(PostgresCluster cluster)
{
    private const string Head = "liaoyang-centre.head";

    [Fact]
    public async Task Work_comes_at_once_in_the_readers_language_as_text_and_html_and_whoever_opted_out_gets_none()
    {
        await using var sink = new MailSink();
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, sink.Settings);
        (await app.As(Head).Put("/api/me/notification-choices", new { email = "not an address" })).Refused("mail.address");
        (await app.As(Head).Put("/api/me/notification-choices", new { email = "head@liaoyang.example", language = "en" })).Succeeded();
        await app.Tell();
        sink.Messages.Clear();
        var id = await app.UpToTheHead("liaoyang-centre");
        await app.Tell();

        var mail = sink.Messages.ShouldHaveSingleItem();
        mail.To.Mailboxes.Single().Address.ShouldBe("head@liaoyang.example");
        mail.Subject.ShouldStartWith("[To do]");
        mail.TextBody.ShouldNotBeNull().ShouldContain("https://wenlian.example/work-items/");
        mail.HtmlBody.ShouldNotBeNull().ShouldContain("<a href=\"https://wenlian.example/work-items/");
        mail.MessageId.ShouldEndWith("@wenlian.example");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        await app.Tell();
        sink.Messages.Count.ShouldBe(1, "what arrived is not sent again");

        (await app.As("liaoyang-centre.sealCustodian").Put("/api/me/notification-choices", new { email = "seal@liaoyang.example", paces = new { assigned = "off" } })).Succeeded();
        (await app.As("liaoyang-edu.head").Put("/api/me/notification-choices", new { email = "edu@liaoyang.example" })).Succeeded();
        (await app.Decide(Head, id, "SignDocument", "Signed")).Succeeded();
        (await app.Decide(Head, id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await app.Tell();
        (await app.News("liaoyang-centre.sealCustodian")).ShouldContain(n => n.Kind == "assigned", "in the application everything is listed");
        sink.Messages.Count.ShouldBe(1);
        await app.Seal("liaoyang-centre.sealCustodian", id);
        await app.Tell();
        sink.Messages.Count.ShouldBe(2);
        sink.Messages.Last().To.Mailboxes.Single().Address.ShouldBe("edu@liaoyang.example");
        sink.Messages.Last().Subject.ShouldStartWith("【待办】");
    }

    [Fact]
    public async Task A_daily_digest_leaves_at_eight_with_everything_of_the_day_before_and_only_once()
    {
        await using var sink = new MailSink();
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, sink.Settings);
        (await app.As(Head).Put("/api/me/notification-choices", new { email = "head@liaoyang.example", paces = new { assigned = "daily" } })).Succeeded();
        await app.Tell();
        sink.Messages.Clear();
        await app.UpToTheHead("liaoyang-centre");
        await app.Tell();
        sink.Messages.ShouldBeEmpty();

        app.Clock.SetUtcNow(new DateTimeOffset(2023, 5, 23, 7, 59, 0, TimeSpan.FromHours(8)));
        await app.Tell();
        sink.Messages.ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Tell();
        var mail = sink.Messages.ShouldHaveSingleItem();
        mail.To.Mailboxes.Single().Address.ShouldBe("head@liaoyang.example");
        mail.TextBody.ShouldNotBeNull().ShouldContain("待办");
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Tell();
        sink.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_does_not_arrive_is_tried_with_growing_waits_then_dead_then_again_by_hand_always_under_one_id()
    {
        await using var sink = new MailSink { Refuses = true };
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, sink.Settings);
        (await app.As(Head).Put("/api/me/notification-choices", new { email = "head@liaoyang.example" })).Succeeded();
        await app.UpToTheHead("liaoyang-centre");
        await app.Tell();
        var administrator = app.As("platform.flowAdministrator");
        foreach (var wait in Delivery.Waits)
        {
            app.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            (await app.Tell()).ShouldBe(0);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.Tell();
        }
        var dead = (await administrator.Get("/api/deliveries?state=dead")).Value.AsArray().ShouldHaveSingleItem()!;
        dead["attempts"]!.GetValue<int>().ShouldBe(Delivery.Waits.Count + 1);
        dead["lastError"]!.GetValue<string>().ShouldContain("try later");
        dead["to"]!.GetValue<string>().ShouldBe("辽阳县中心 负责人");

        sink.Refuses = false;
        app.Clock.Advance(TimeSpan.FromDays(3));
        (await app.Tell()).ShouldBe(0);
        (await app.As(Head).Post($"/api/deliveries/{dead["id"]}/retry")).Refused("delivery.unknown");
        (await administrator.Post($"/api/deliveries/{dead["id"]}/retry")).Succeeded();
        (await app.Tell()).ShouldBe(1);
        sink.Messages.ShouldHaveSingleItem().MessageId.ShouldBe($"{dead["id"]}@wenlian.example");
        (await administrator.Post($"/api/deliveries/{dead["id"]}/retry")).Refused("delivery.not-dead");
    }
}
