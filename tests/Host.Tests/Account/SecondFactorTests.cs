using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Account;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Account;

/// <summary>The second factor at sign-in: who is asked for it, what a right and a wrong code do, and who has to have one.</summary>
public class SecondFactorTests(PostgresCluster cluster)
{
    private const string Who = "ln-ou.head", Password = "Demo-2023";

    [Fact]
    public async Task Whoever_has_one_signs_in_with_a_code_that_is_good_once()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        using var nobody = app.Anonymous();
        (await Ask(nobody)).Succeeded();
        var secret = await Enrol(app, Who);

        (await Ask(nobody)).Refused("session.code-needed", HttpStatusCode.Unauthorized);
        (await Ask(nobody, "000000")).Refused("second-factor.wrong", HttpStatusCode.Unauthorized);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = app.Code(secret);
        (await Ask(nobody, code)).Succeeded();
        (await Ask(nobody, code)).Refused("second-factor.wrong", HttpStatusCode.Unauthorized);

        // A right code after a wrong password says nothing of the password.
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await nobody.Post("/api/session", new { userName = Who, password = "not this", code = app.Code(secret) })).Refused("session.wrong", HttpStatusCode.Unauthorized);
        (await Ask(nobody, app.Code(secret))).Succeeded();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Of_many_sign_ins_and_acts_with_one_code_at_the_same_moment_exactly_one_passes(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Configured(kind, cluster);
        await using var other = await app.Beside();
        using var here = app.Anonymous();
        using var there = other.Anonymous();
        var secret = await Enrol(app, Who);
        for (var round = 0; round < 5; round++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            var code = app.Code(secret);
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(each => Ask(each % 2 == 0 ? here : there, code)));
            answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1, string.Join(", ", answers.Select(answer => answer.Code)));

            // The wrong ones count; a right one between them begins anew.
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            (await Ask(here, app.Code(secret))).Succeeded();
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var last = app.Code(secret);
        var (signIn, removal) = (Ask(there, last), app.As(Who).Post("/api/me/second-factor/remove", new { code = last }));
        await Task.WhenAll(signIn, removal);
        new[] { (await signIn).Status, (await removal).Status }.Count(status => (int)status < 300).ShouldBe(1, $"{(await signIn).Code} {(await removal).Code}");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Wrong_attempts_at_the_same_moment_all_count(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Configured(kind, cluster);
        await using var other = await app.Beside();
        using var here = app.Anonymous();
        using var there = other.Anonymous();
        await Task.WhenAll(Enumerable.Range(0, Accounts.AttemptsAllowed).Select(each => (each % 2 == 0 ? here : there).Post("/api/session", new { userName = Who, password = "not this" })));
        (await Ask(here)).Refused("session.locked", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account_and_the_right_password_between_them_does_not_help()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        using var nobody = app.Anonymous();
        var secret = await Enrol(app, Who);
        for (var attempt = 0; attempt < Accounts.AttemptsAllowed; attempt++)
        {
            (await Ask(nobody)).Refused("session.code-needed");
            (await Ask(nobody, "000000")).Refused("second-factor.wrong");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Ask(nobody, app.Code(secret))).Refused("session.locked", HttpStatusCode.Unauthorized);
        app.Clock.Advance(Accounts.LockedFor);
        (await Ask(nobody, app.Code(secret))).Succeeded();
        var person = (await app.As(Who).Get("/api/me")).Value["personId"]!.GetValue<string>();
        (await app.As("platform.auditor").Get($"/api/audit/person/{person}")).Value["entries"]!.AsArray().Count(e => e!["action"]!.GetValue<string>() == "second-factor.refused").ShouldBe(Accounts.AttemptsAllowed);
    }

    [Fact]
    public async Task What_stands_for_the_password_is_good_for_five_minutes_and_nothing_made_up_is_taken_for_it()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var secret = await Enrol(app, Who);
        await using var scope = app.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignIn>();
        Task<Result<ClaimsPrincipal>> Finish(string? ticket) => signIn.Finish(ticket, app.Code(secret), "test", TestContext.Current.CancellationToken);
        async Task<string> Ticket() => (await signIn.Run(Who, Password, "test", TestContext.Current.CancellationToken)).Value.Ticket.ShouldNotBeNull();

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var madeUp in new[] { null, "", "not a ticket", new string('A', 200) }) (await Finish(madeUp)).Refusal.ShouldNotBeNull().Code.ShouldBe("session.code-late");
        var ticket = await Ticket();
        app.Clock.Advance(SignIn.TicketLasts + TimeSpan.FromSeconds(1));
        (await Finish(ticket)).Refusal.ShouldNotBeNull().Code.ShouldBe("session.code-late");
        (await Finish(await Ticket())).Value.Identity.ShouldNotBeNull().IsAuthenticated.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Administrators", "platform.flowAdministrator", true)]
    [InlineData("Administrators", "platform.auditor", true)]
    [InlineData("Administrators", "ln-ou.head", false)]
    [InlineData("Everybody", "ln-ou.head", true)]
    public async Task Who_has_to_have_one_does_nothing_before_it_is_enrolled(string policy, string userName, bool isOwed)
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, settings: (SecondFactorPolicy.Setting, policy));
        var client = app.As(userName);
        (await client.Get("/api/me")).Succeeded();
        if (!isOwed)
        {
            (await client.Get("/api/work-items")).Succeeded();
            return;
        }

        (await client.Get("/api/work-items")).Refused("second-factor.must-enrol", HttpStatusCode.Forbidden);
        (await client.Get("/elsa/api/workflow-definitions")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await Enrol(app, userName);
        (await client.Get("/api/work-items")).Succeeded();
    }

    private static Task<ApiAnswer> Ask(ApiClient client, string? code = null) => client.Post("/api/session", new { userName = Who, password = Password, code });

    private static async Task<string> Enrol(RunningApplication app, string userName)
    {
        var secret = (await app.As(userName).Post("/api/me/second-factor")).Value["secret"]!.GetValue<string>();
        (await app.As(userName).Post("/api/me/second-factor/confirm", new { code = app.Code(secret) })).Succeeded();
        return secret;
    }
}
