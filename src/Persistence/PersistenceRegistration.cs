using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations.Areas;
using Workflows.Engine.Storage;

namespace Workflows.Persistence;

public static class PersistenceRegistration
{
    /// <summary>Where the embedded database lies unless the configuration says otherwise.</summary>
    public const string DefaultFile = "data/workflows.db";

    /// <summary>
    /// Registers the database and the unit of work. <c>ConnectionStrings:Workflows</c> starting with <c>Host=</c> means PostgreSQL; otherwise it
    /// is a SQLite connection string, by default <c>Data Source=data/workflows.db</c>.
    /// </summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("Workflows") is { Length: > 0 } given ? given : $"Data Source={DefaultFile}";
        if (IsPostgres(connection))
        {
            services.AddDbContext<PostgresWorkflowsDb>(options => options.UseNpgsql(connection).ConfigureWarnings(TrustMigrations));
            services.AddScoped<WorkflowsDb>(provider => Joined(provider.GetRequiredService<PostgresWorkflowsDb>()));
        }
        else
        {
            CreateFolder(connection);
            services.AddDbContext<SqliteWorkflowsDb>(options => options.UseSqlite(connection).AddInterceptors(new SqliteDurability()).ConfigureWarnings(TrustMigrations));
            services.AddScoped<WorkflowsDb>(provider => Joined(provider.GetRequiredService<SqliteWorkflowsDb>()));
        }
        services.AddScoped<ApprovalsDb>(provider => provider.GetRequiredService<WorkflowsDb>());
        services.AddScoped<IWorkflowStore, EfWorkflowStore>();
        services.AddScoped<ReadDefinitionSummaries>();
        services.AddSingleton(_ => new WriterGate(isSingle: !IsPostgres(connection)));
        services.AddSingleton<UnitOfWork>();
        return services;
    }

    /// <summary>Brings the database to the shape that this version of the program needs. Call once at start, before anything reads.</summary>
    public static async Task MigrateWorkflows(this IServiceProvider services, CancellationToken cancellation = default)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Database;
        if (await database.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellation))
        {
            // Asking an empty database what was applied logs an error; with the table there it does not have to ask.
            await database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        }
        await database.MigrateAsync(cancellation);
    }

    /// <summary>Loads the areas that ship with the program into a database that has none. Call once at start, after <see cref="MigrateWorkflows"/>.</summary>
    public static async Task LoadShippedAreas(this IServiceProvider services, CancellationToken cancellation = default)
    {
        var units = services.GetRequiredService<UnitOfWork>();
        if (await units.Read((scope, stop) => scope.GetRequiredService<WorkflowsDb>().Areas.AnyAsync(stop), cancellation)) return;
        var imported = await units.Run(
            Actor.System, (scope, stop) => scope.GetRequiredService<ImportAreas>().Run(AreaFile.Shipped().Value, ImportAreas.ShippedFrom, stop), cancellation);
        if (imported.Refusal is { } refusal) throw new InvalidOperationException($"Expected the shipped areas to load, but they were refused: {refusal}.");
    }

    /// <summary>That no migration is missing is held by a test; asking at every start takes half a second.</summary>
    private static void TrustMigrations(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);

    private static WorkflowsDb Joined(WorkflowsDb db)
    {
        SharedTransaction.Current?.Join(db);
        return db;
    }

    private static bool IsPostgres(string connection) => connection.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase);

    private static void CreateFolder(string connection)
    {
        var file = new SqliteConnectionStringBuilder(connection).DataSource;
        if (file is { Length: > 0 } and not ":memory:" && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
    }
}
