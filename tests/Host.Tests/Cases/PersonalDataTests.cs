using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Jobs;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Cases;

/// <summary>Who does not work on a case reads telephone numbers masked, and unmasked only with an entry.</summary>
public class PersonalDataTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Telephone_numbers_are_masked_for_who_does_not_work_on_the_case_and_showing_them_is_recorded(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        foreach (var worker in new[] { "liaoyang-centre.handler", "liaoyang-edu.head" }) (await Phone(app, worker, id)).ShouldBe("13000000000", worker);
        foreach (var reader in new[] { "platform.auditor", "platform.flowAdministrator" }) (await Phone(app, reader, id)).ShouldBe("130******00", reader);
        (await Shown(app)).ShouldBeEmpty();

        (await Phone(app, "platform.auditor", id, "?shown=true")).ShouldBe("13000000000");
        var entry = (await Shown(app)).ShouldHaveSingleItem();
        (entry.Subject, entry.Before, entry.After).ShouldBe((Subject.Person(entry.PersonId!.Value), Subject.Case(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)), "PS3-LN-0001"));
        (await Phone(app, "platform.auditor", id)).ShouldBe("130******00");
        ((int)(await app.As("sy-ou.handler").Get($"/api/cases/{id}?shown=true")).Status).ShouldBe(404);
        (await Shown(app)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_printed_form_shows_everything_and_is_recorded_for_who_does_not_work_on_the_case()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        await app.Services.GetRequiredService<MakePaper>().All(Stop);
        var paper = (await app.As("liaoyang-centre.handler").Get($"/api/cases/{id}/papers")).Value.AsArray()[0]!["id"]!.ToString();
        (await app.As("liaoyang-centre.handler").Get($"/api/papers/{paper}/file")).Succeeded();
        (await Shown(app)).ShouldBeEmpty();
        (await app.As("platform.auditor").Get($"/api/papers/{paper}/file")).Succeeded();
        (await Shown(app)).ShouldHaveSingleItem().After!.ShouldEndWith(".pdf");
    }

    [Fact]
    public async Task What_the_designer_shows_of_an_instance_is_masked_too()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.UpToTheSuperior("liaoyang-centre");
        var auditor = app.As("platform.auditor");
        var instance = (await auditor.Post("/elsa/api/workflow-instances", new { definitionId = "pilot-site-application" })).Value["items"]![0]!["id"]!.ToString();
        var fills = (await auditor.Get($"/elsa/api/activity-executions/list?workflowInstanceId={instance}")).Value["items"]!.AsArray();
        fills.ToJsonString().ShouldContain("130******00");
        foreach (var address in new[]
        {
            $"/elsa/api/activity-executions/list?workflowInstanceId={instance}", $"/elsa/api/workflow-instances/{instance}", $"/elsa/api/workflow-instances/{instance}/variables", $"/elsa/api/workflow-instances/{instance}/journal",
        }) (await auditor.Get(address)).Succeeded().Text.ShouldNotContain("13000000000", customMessage: address);
    }

    private static async Task<string> Phone(RunningApplication app, string reader, string id, string query = "") =>
        (await app.As(reader).Get($"/api/cases/{id}{query}")).Value["forms"]!.AsArray()[0]!["content"]!["phone"]![0]!.ToString();

    private static Task<List<AuditEntry>> Shown(RunningApplication app) => app.Services.GetRequiredService<UnitOfWork>().Read(
        (scope, token) => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Action == "personal.shown").OrderBy(e => e.Id).ToListAsync(token), Stop);
}
