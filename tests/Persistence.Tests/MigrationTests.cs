using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Organisations.Areas;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

public class MigrationTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_migrations_say_everything_that_the_model_says(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await using var scope = house.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Database;
        database.HasPendingModelChanges().ShouldBeFalse($"Add a migration for {kind}.");
        (await database.GetPendingMigrationsAsync(Stop)).ShouldBeEmpty();
    }

    /// <summary>The first shape with which nodes were replaced one by one.</summary>
    private const string Delivered = "20261128000011_Notifications";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Migrations_only_add_so_that_nodes_of_the_version_before_go_on_meanwhile(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await using var scope = house.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Database;
        var migrations = database.GetService<IMigrationsAssembly>();
        var later = migrations.Migrations.Where(migration => string.CompareOrdinal(migration.Key, Delivered) > 0).ToList();
        later.ShouldNotBeEmpty();
        later.SelectMany(migration => Additions.Violations(migrations.CreateMigration(migration.Value, database.ProviderName!).UpOperations).Select(what => $"{migration.Key}: {what}")).ShouldBeEmpty();
    }

    [Fact]
    public void A_migration_that_takes_something_from_older_nodes_is_found() => Additions.Violations(
    [
        new CreateTableOperation { Name = "New" }, new CreateIndexOperation { Name = "IX_New", Table = "New", Columns = ["A"], IsUnique = true }, new AddColumnOperation { Table = "Old", Name = "Empty", IsNullable = true },
        new AddColumnOperation { Table = "Old", Name = "Full" }, new DropColumnOperation { Table = "Old", Name = "Gone" }, new RenameTableOperation { Name = "Old" }, new CreateIndexOperation { Name = "IX_Old", Table = "Old", Columns = ["A"], IsUnique = true },
    ]).Select(what => what.Split(' ')[0]).ShouldBe(["AddColumn", "DropColumn", "RenameTable", "CreateIndex"]);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_first_start_on_an_empty_database_logs_no_warning(DatabaseKind kind)
    {
        using var database = await TestDatabase.Create(kind, cluster);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Workflows", database.Connection)]).Build();
        var said = new FakeLogCollector();
        await using (var services = new ServiceCollection().AddLogging(logs => logs.AddProvider(new FakeLoggerProvider(said))).AddApprovals().AddPersistence(configuration).BuildServiceProvider())
        {
            await services.MigrateWorkflows(Stop);
        }
        said.GetSnapshot().Where(line => line.Level >= LogLevel.Warning).Select(line => line.Message).ShouldBeEmpty();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_shipped_areas_are_loaded_once(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await house.Services.LoadShippedAreas(Stop);
        await house.Services.LoadShippedAreas(Stop);
        var areas = await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().Areas.ToListAsync(c), Stop);
        areas.Count.ShouldBe(AreaFile.Shipped().Value.Count);
        areas.Single(a => a.Code == "210781").ParentCode.ShouldBe("2107");
        areas.Single(a => a.Code == "310104").ParentCode.ShouldBe("31");
        areas.Single(a => a.Code == "441900003").ParentCode.ShouldBe("4419");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_renamed_area_ends_the_day_before_and_begins_anew(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Import(house, "21,辽宁省\n2107,锦州市\n210781,凌海市\n", new DateOnly(2000, 1, 1));
        (await Import(house, "210781,凌海区\n2107,锦州市\n", new DateOnly(2024, 1, 1))).ShouldBe(new ImportedAreas(Added: 0, Changed: 1, Unchanged: 1));

        var named = (DateOnly day) => house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().Areas
            .Where(a => a.Code == "210781" && a.EffectiveFrom <= day && (a.EffectiveTo == null || a.EffectiveTo >= day)).Select(a => a.Name).SingleAsync(c), Stop);
        (await named(new DateOnly(2023, 12, 31))).ShouldBe("凌海市");
        (await named(new DateOnly(2024, 1, 1))).ShouldBe("凌海区");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_levels_above_a_unit_are_found_from_the_tables(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Import(house, "21,辽宁省\n210781,凌海市,ProvinceAdministeredCounty\n", new DateOnly(2000, 1, 1));
        var steps = await house.Units.Read(async (s, c) =>
        {
            var unit = await s.GetRequiredService<WorkflowsDb>().Organisations.SingleAsync(o => o.Id == house.UnitId, c);
            return await s.GetRequiredService<Parties>().Levels(unit, [AdminLevel.County, AdminLevel.City, AdminLevel.Province], new DateOnly(2023, 5, 25), c);
        }, Stop);
        steps.Select(s => (s.Authority?.Id, s.Skipped)).ShouldBe([(house.SuperiorId, null), (null, SkipReason.NoSuchLevel), (null, null)]);
    }

    private static async Task<ImportedAreas> Import(House house, string text, DateOnly from)
    {
        var imported = await house.Units.Run(Actor.System, (s, c) => s.GetRequiredService<ImportAreas>().Run(AreaFile.Read(text).Value, from, c), Stop);
        imported.Refusal.ShouldBeNull();
        return imported.Value;
    }
}
