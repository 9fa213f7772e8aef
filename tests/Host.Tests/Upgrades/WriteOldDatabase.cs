using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Upgrades;

/// <summary>
/// Writes a database of the present shape into <c>OldData/</c>, for later versions to be tested with: cases at three steps of the walk, one that was decided, a chain that waits for a time. Run by
/// hand (<c>-class "*WriteOldDatabase" -explicit only</c>) and commit what it wrote, before a migration is added.
/// </summary>
public class WriteOldDatabase(PostgresCluster cluster)
{
    [Theory(Explicit = true), InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Write(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);

        // Waits for its handler; for the opinion of the county; for the seal of the county; for the officer of the province.
        await app.Begin("dd-centre");
        await app.UpToTheSuperior("liaoyang-centre");
        var sealing = await app.UpToTheSuperior("as-centre");
        (await app.Decide("as-edu.head", sealing, "OpinionTask", "Approve", "同意推荐")).Succeeded();
        var sent = await app.UpToTheSuperior("ln-ou");
        await app.Publish("month", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "W", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "30.00:00:00" } } } ] }""");
        await app.Start("month");
        await app.MoveTo(OldDatabase.Left);
        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} {await app.Status(sent)}");

        var shape = await app.Services.GetRequiredService<UnitOfWork>().Read(async (scope, token) =>
        {
            var database = scope.GetRequiredService<WorkflowsDb>().Database;
            return (await database.GetAppliedMigrationsAsync(token)).Last();
        }, TestContext.Current.CancellationToken);
        await OldDatabase.Keep(shape, kind, app.Connection, cluster);
    }
}
