using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

/// <summary>SQLite's INSERT OR REPLACE takes away the row that is in its way and asks no trigger; the registers refuse it for every key they have.</summary>
public class ReplacementTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("AuditEntries")]
    [InlineData("LogLeaves")]
    [InlineData("LogNodes")]
    [InlineData("Checkpoints")]
    [InlineData("CaseForms")]
    [InlineData("FinishedWorkItems")]
    [InlineData("Filings")]
    [InlineData("SealUses")]
    [InlineData("Opinions")]
    [InlineData("Signatures")]
    public async Task A_row_of_a_register_is_not_replaced_by_any_of_its_keys(string table)
    {
        await using var house = await House.Build(DatabaseKind.Sqlite, cluster);
        await house.Units.Read(async (services, token) =>
        {
            var database = services.GetRequiredService<WorkflowsDb>().Database;
            await database.OpenConnectionAsync(token);
            var sqlite = (SqliteConnection)database.GetDbConnection();
            await Run(sqlite, "PRAGMA foreign_keys = OFF");
            var (columns, keys) = (await Columns(sqlite, table), await Keys(sqlite, table));
            keys.ShouldNotBeEmpty();
            await Run(sqlite, Insert("INSERT", table, columns, [], 1));

            foreach (var key in keys)
            {
                var refused = await Should.ThrowAsync<SqliteException>(() => Run(sqlite, Insert("INSERT OR REPLACE", table, columns, key, 2)), string.Join(", ", key));
                refused.Message.ShouldContain($"{table} is a register");
                (await Count(sqlite, table, columns)).ShouldBe(1);
            }
            await Run(sqlite, Insert("INSERT OR REPLACE", table, columns, [], 3));

            // What happens where this trigger is not.
            await Run(sqlite, $"DROP TRIGGER \"{table}_insert\"");
            await Run(sqlite, Insert("INSERT OR REPLACE", table, columns, keys[0], 2));
            (await Count(sqlite, table, columns)).ShouldBe(0, "the row is gone, and no trigger against removal was asked");
            return true;
        }, Stop);
    }

    [Fact]
    public async Task Nor_is_a_row_replaced_by_the_number_that_SQLite_gives_it()
    {
        await using var house = await House.Build(DatabaseKind.Sqlite, cluster);
        await house.Units.Read(async (services, token) =>
        {
            var database = services.GetRequiredService<WorkflowsDb>().Database;
            await database.OpenConnectionAsync(token);
            var sqlite = (SqliteConnection)database.GetDbConnection();
            await Run(sqlite, "INSERT INTO \"LogNodes\" (\"Level\", \"Position\", \"Hash\") VALUES (1, 0, x'01'), (1, 1, x'02')");
            (await Should.ThrowAsync<SqliteException>(() => Run(sqlite, "INSERT OR REPLACE INTO \"LogNodes\" (rowid, \"Level\", \"Position\", \"Hash\") SELECT rowid, 7, 7, x'03' FROM \"LogNodes\" LIMIT 1"))).Message.ShouldContain("is a register");
            return true;
        }, Stop);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_unit_whose_number_in_a_chain_was_taken_meanwhile_runs_again(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var attempts = 0;
        var written = await house.Units.Run<long>(Actor.System, async (services, token) =>
        {
            var audit = services.GetRequiredService<AuditTrail>();
            if (++attempts == 1) audit.Begin(Subject.Person(house.HeadA));
            await audit.Write(Subject.Person(house.HeadA), "test.said", cancellation: token);
            return services.GetRequiredService<WorkflowsDb>().AuditEntries.Local.Single().Sequence;
        }, Stop);
        (written.Value, attempts).ShouldBe((2, 2));
    }

    /// <summary>A row whose columns all say the number, but those that are in the way.</summary>
    private static string Insert(string verb, string table, List<(string Name, string Type)> columns, IReadOnlyList<string> taken, int number) =>
        $"{verb} INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select(c => Value(c, taken.Contains(c.Name) ? 1 : number)))})";

    private static string Value((string Name, string Type) column, int number) => column switch
    {
        { Name: "VoidedAt" } => "NULL",
        { Type: "INTEGER" } => $"{number}",
        { Type: "BLOB" } => $"x'0{number}'",
        _ => $"'{number}'",
    };

    private static Task<long> Count(SqliteConnection sqlite, string table, List<(string Name, string Type)> columns) =>
        One(sqlite, $"SELECT count(*) FROM \"{table}\" WHERE {string.Join(" AND ", columns.Select(c => $"\"{c.Name}\" IS {Value(c, 1)}"))}");

    private static async Task<List<(string Name, string Type)>> Columns(SqliteConnection sqlite, string table) =>
        [.. (await Rows(sqlite, $"SELECT name, type FROM pragma_table_info('{table}')")).Select(row => (row[0], row[1]))];

    /// <summary>Every key that SQLite knows of the table, so that one that comes later is not forgotten.</summary>
    private static async Task<List<string[]>> Keys(SqliteConnection sqlite, string table)
    {
        var keys = new List<string[]> { (await Rows(sqlite, $"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk")).ConvertAll(row => row[0]).ToArray() };
        foreach (var index in await Rows(sqlite, $"SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" AND origin <> 'pk'"))
            keys.Add((await Rows(sqlite, $"SELECT name FROM pragma_index_info('{index[0]}')")).ConvertAll(row => row[0]).ToArray());
        return keys;
    }

    private static async Task<List<string[]>> Rows(SqliteConnection sqlite, string select)
    {
        await using var command = new SqliteCommand(select, sqlite);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(Stop)) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }

    private static async Task<long> One(SqliteConnection sqlite, string select)
    {
        await using var command = new SqliteCommand(select, sqlite);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    private static async Task Run(SqliteConnection sqlite, string statement)
    {
        await using var command = new SqliteCommand(statement, sqlite);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
