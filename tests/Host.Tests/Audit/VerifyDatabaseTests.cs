using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.Host.Audit;
using Workflows.Host.Audit.Bundles;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Audit;

/// <summary>The whole database, checked from the command line.</summary>
public class VerifyDatabaseTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_whole_database_is_genuine_until_somebody_who_took_the_triggers_off_changes_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        await app.Services.GetRequiredService<SealLog>().Sign(Stop);
        var whole = await Verify(app, kind);
        whole.Faults.ShouldBeEmpty();
        whole.Code.ShouldBe(0);

        await Sql(app, kind == DatabaseKind.Sqlite ? "DROP TRIGGER \"AuditEntries_update\"; DROP TRIGGER \"AuditEntries_delete\"" : "ALTER TABLE \"AuditEntries\" DISABLE TRIGGER ALL");
        await Sql(app, $"UPDATE \"AuditEntries\" SET \"After\" = 'PS3-LN-9999' WHERE \"Subject\" = 'Case:{id}' AND \"Sequence\" = 1");
        await Sql(app, $"UPDATE \"AuditEntries\" SET \"PersonId\" = 7 WHERE \"Subject\" = 'Case:{id}' AND \"Sequence\" = 3");
        await Sql(app, $"DELETE FROM \"AuditEntries\" WHERE \"Subject\" = 'Case:{id}' AND \"Sequence\" = 5");
        var (code, lines) = await Verify(app, kind);
        code.ShouldBe(1);
        lines.ShouldContain($"✗ words-altered Case:{id}#1");
        lines.ShouldContain($"✗ entry-altered Case:{id}#3");
        lines.ShouldContain($"✗ entry-missing Case:{id}#5");
        lines.ShouldContain(line => line.StartsWith("✗ entry-missing Log#", StringComparison.Ordinal));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Words_that_were_erased_by_their_verb_are_no_fault_and_words_that_somebody_took_out_are(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        (await app.As("platform.securityAdministrator").Post($"/api/audit/case/{id}/erasure", new { sequences = new[] { 2, 3 }, reason = "依当事人请求" })).Succeeded();
        await app.Services.GetRequiredService<SealLog>().Sign(Stop);
        (await Verify(app, kind)).Faults.ShouldBeEmpty();

        // The triggers are on: they let words go with their salt, whoever asks.
        foreach (var number in new[] { 1, 4 })
            await Sql(app, $"UPDATE \"AuditEntries\" SET \"Comment\" = NULL, \"Before\" = NULL, \"After\" = NULL, \"Origin\" = NULL, \"Salt\" = NULL WHERE \"Subject\" = 'Case:{id}' AND \"Sequence\" = {number}");
        var (code, faults) = await Verify(app, kind);
        code.ShouldBe(1);
        faults.ShouldBe([$"✗ words-missing Case:{id}#1", $"✗ words-missing Case:{id}#4"]);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_key_of_the_log_is_told_compared_and_never_changes(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.UpToTheSuperior("liaoyang-centre");
        var first = await app.Services.GetRequiredService<SealLog>().Sign(Stop);
        var own = Checkpoint.Fingerprint(first.PublicKey);
        var (code, said) = await Said(app, kind);
        (code, said.Contains(own, StringComparison.Ordinal)).ShouldBe((0, true), said);
        (await Said(app, kind, VerifyCommand.FingerprintOption, own)).Code.ShouldBe(0);
        (await Said(app, kind, VerifyCommand.FingerprintOption, string.Join(':', own.ToUpperInvariant().Chunk(2).Select(two => new string(two))))).Code.ShouldBe(0);
        (await Said(app, kind, VerifyCommand.FingerprintOption, "abc")).Code.ShouldBe(2);
        var (other, told) = await Said(app, kind, VerifyCommand.FingerprintOption, new string('0', 64));
        other.ShouldBe(1);
        told.ShouldContain($"✗ key-unexpected {own}");

        // A statement that fits all that is there, by somebody who has the database and not the key.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = Checkpoint.Make(first.Size, Convert.FromHexString(JsonNode.Parse(first.Text)!["root"]!.ToString()), app.Clock.GetUtcNow(), first, key);
        await app.Services.GetRequiredService<UnitOfWork>().Run<bool>(Actor.Job, (scope, _) =>
        {
            scope.GetRequiredService<WorkflowsDb>().Checkpoints.Add(forged);
            return Task.FromResult<Result<bool>>(true);
        }, Stop);
        var (changed, names) = await Said(app, kind);
        changed.ShouldBe(1);
        names.ShouldContain("✗ checkpoint-key-changed Checkpoint#2");
        names.ShouldContain(own);
        names.ShouldContain(Checkpoint.Fingerprint(forged.PublicKey));

        // Every statement replaced: the certificate of the log still tells.
        await Sql(app, kind == DatabaseKind.Sqlite ? "DROP TRIGGER \"Checkpoints_delete\"" : "ALTER TABLE \"Checkpoints\" DISABLE TRIGGER ALL");
        await Sql(app, "DELETE FROM \"Checkpoints\"");
        await app.Services.GetRequiredService<UnitOfWork>().Run<bool>(Actor.Job, (scope, _) =>
        {
            scope.GetRequiredService<WorkflowsDb>().Checkpoints.Add(Checkpoint.Make(first.Size, Convert.FromHexString(JsonNode.Parse(first.Text)!["root"]!.ToString()), app.Clock.GetUtcNow(), null, key));
            return Task.FromResult<Result<bool>>(true);
        }, Stop);
        (await Verify(app, kind)).Faults.ShouldBe(["✗ checkpoint-key-changed Checkpoint#1"]);
    }

    private static async Task<(int Code, List<string> Faults)> Verify(RunningApplication app, DatabaseKind kind)
    {
        var (code, said) = await Said(app, kind);
        return (code, [.. said.Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith("✗ ", StringComparison.Ordinal) && line.Contains('#', StringComparison.Ordinal))]);
    }

    private static async Task<(int Code, string Said)> Said(RunningApplication app, DatabaseKind kind, params string[] options)
    {
        await using var said = new StringWriter();
        var code = await VerifyCommand.Run([kind == DatabaseKind.Sqlite ? new SqliteConnectionStringBuilder(app.Connection).DataSource : app.Connection, .. options], said, Stop);
        return (code, said.ToString());
    }

    private static Task<int> Sql(RunningApplication app, string statement) => app.Services.GetRequiredService<UnitOfWork>().Read(
        (scope, token) => scope.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlRawAsync(statement, token), Stop);
}
