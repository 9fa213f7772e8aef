using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

public class LogTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_committed_entry_comes_into_the_log_once_and_is_proved_by_its_path(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Append(house);
        await house.Case();
        var item = await house.Case("{\"implementingUnit\":\"another\"}");
        (await Append(house)).ShouldBe(4);
        (await Append(house)).ShouldBe(0);

        var entries = await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().AuditEntries.ToListAsync(c), Stop);
        var (size, root, proofs) = await house.Units.Read(async (s, c) =>
        {
            var tree = s.GetRequiredService<ReadTree>();
            var size = await tree.Size(c);
            return (size, await tree.Root(size, c), await tree.Inclusions([.. entries.Select(e => e.Id)], size, c));
        }, Stop);
        size.ShouldBe(entries.Count);
        proofs.Select(p => p.Index).ShouldBe(Enumerable.Range(0, entries.Count).Select(i => (long)i));
        foreach (var proof in proofs)
        {
            var leaf = MerkleTree.Leaf(Convert.FromHexString(entries.Single(e => e.Id == proof.EntryId).Hash));
            MerkleTree.RootOf(leaf, proof.Index, size, proof.Path.Select(Convert.FromHexString)).ShouldBe(root);
        }
        entries.Count(e => e.Subject == Subject.Case(item.Id)).ShouldBe(2);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_entry_that_was_overlooked_is_found_by_the_sweep(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Append(house);
        var late = (await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().AuditEntries.MinAsync(e => e.Id, c), Stop)) - 1;
        await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlAsync(
            $"""INSERT INTO "AuditEntries" ("Id", "Subject", "Sequence", "PreviousHash", "Hash", "At", "ActorKind", "Action", "Format") SELECT {late}, 'Late', 1, "PreviousHash", "Hash", "At", "ActorKind", "Action", 1 FROM "AuditEntries" WHERE "Id" = {late + 1}""", c), Stop);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Case();
        await Append(house, late + 1);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Case("{\"implementingUnit\":\"another\"}");
        var window = await house.Units.Read((s, c) => s.GetRequiredService<AppendToLog>().Newest(c), Stop);
        (await Append(house, window)).ShouldBe(2);
        (await house.Units.Read((s, c) => s.GetRequiredService<AppendToLog>().FirstMissing(c), Stop)).ShouldBe(late);
        (await Append(house, late)).ShouldBe(1);
        (await house.Units.Read((s, c) => s.GetRequiredService<AppendToLog>().FirstMissing(c), Stop)).ShouldBeNull();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_log_and_its_checkpoints_only_grow(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Append(house);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await house.Units.Run<bool>(Actor.Job, (s, _) =>
        {
            s.GetRequiredService<WorkflowsDb>().Checkpoints.Add(Checkpoint.Make(1, new byte[32], house.Clock.GetUtcNow(), null, key));
            return Task.FromResult<Approvals.Result<bool>>(true);
        }, Stop)).Refusal.ShouldBeNull();
        foreach (var table in new[] { "LogLeaves", "LogNodes", "Checkpoints" })
        {
            foreach (var statement in new[] { $"DELETE FROM \"{table}\"", table == "Checkpoints" ? "UPDATE \"Checkpoints\" SET \"Size\" = 2" : $"UPDATE \"{table}\" SET \"Hash\" = \"Hash\"" })
                (await Should.ThrowAsync<DbException>(() => house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlRawAsync(statement, c), Stop))).Message.ShouldContain("is a register");
        }
    }

    private static async Task<int> Append(House house, long from = 0)
    {
        var appended = 0;
        while (true)
        {
            var now = (await house.Units.Run<int>(Actor.Job, async (s, c) => await s.GetRequiredService<AppendToLog>().Run(from, c), Stop)).Value;
            appended += now;
            if (now < AppendToLog.Most) return appended;
        }
    }
}
