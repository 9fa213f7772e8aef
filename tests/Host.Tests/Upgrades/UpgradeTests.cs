using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Audit.Bundles;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Tests.Reliability;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Upgrades;

/// <summary>The databases of versions before are brought to the present shape with their open cases, and these go on.</summary>
public class UpgradeTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static IEnumerable<(string, DatabaseKind)> Old => from shape in OldDatabase.Shapes from kind in Enum.GetValues<DatabaseKind>() select (shape, kind);

    [Theory, MemberData(nameof(Old))]
    public async Task The_open_cases_of_an_older_version_go_on(string shape, DatabaseKind kind)
    {
        var database = await OldDatabase.Of(shape, kind, cluster);
        await using var app = await RunningApplication.On(database, OldDatabase.Left.AddDays(1));
        var applied = await app.Services.GetRequiredService<UnitOfWork>().Read(
            async (scope, token) => (await scope.GetRequiredService<WorkflowsDb>().Database.GetAppliedMigrationsAsync(token)).ToList(), Stop);
        applied.ShouldContain(shape);
        applied.Count.ShouldBeGreaterThan(applied.IndexOf(shape) + 1, "the present shape is a later one");

        // One waits for its handler, one for the opinion of the county, one for the seal of the city.
        var cases = (await app.As("platform.auditor").Get("/api/cases?take=50")).Value["items"]!.AsArray().ToDictionary(each => each!["applicant"]!.ToString(), each => each!["id"]!.ToString());
        var (drafted, asked, sealing) = (cases["丹东市社区教育指导中心"], cases["辽阳县社区教育中心"], cases["鞍山市社区教育指导中心"]);
        (await app.Submit("dd-centre", drafted, PilotSiteWalk.FilledForm())).Succeeded();
        (await app.Decide("dd-centre.head", drafted, "SignDocument", "Signed")).Succeeded();
        (await app.Decide("liaoyang-edu.head", asked, "OpinionTask", "Approve", "同意推荐")).Succeeded();
        await app.Seal("liaoyang-edu.sealCustodian", asked);
        (await app.Status(asked)).ShouldNotBe("draft");
        await app.Seal("as-edu.sealCustodian", sealing);
        (await app.As("ln-centre.receivingClerk").WorkOn(sealing, "ReceiveMaterials")).ShouldNotBeNullOrEmpty();

        // What waited for a time goes on at that time.
        (await app.Instances("month")).ShouldHaveSingleItem().Status.ShouldBe(Elsa.Workflows.WorkflowStatus.Running);
        await app.MoveTo(RunningApplication.Start.AddDays(30).AddMinutes(1));
        (await app.Instances("month")).ShouldHaveSingleItem().Status.ShouldBe(Elsa.Workflows.WorkflowStatus.Finished);

        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
        using var said = new StringWriter();
        (await VerifyCommand.Run(kind == DatabaseKind.Sqlite ? new SqliteConnectionStringBuilder(app.Connection).DataSource : app.Connection, said, Stop)).ShouldBe(0, said.ToString());
    }
}
