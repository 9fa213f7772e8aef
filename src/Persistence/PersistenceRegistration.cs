using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations.Areas;
using Workflows.Approvals.WorkItems;
using Npgsql;
using Workflows.Engine.Storage;
using Workflows.Persistence.Nodes;
using Workflows.Persistence.Rows;

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
            // Making a context is a fifth of a decision, so contexts are used again.
            services.AddDbContextPool<PostgresWorkflowsDb>(options => options.UseNpgsql(Prepared(connection)).ReplaceService<IDatabase, RowDatabase>().ConfigureWarnings(Quiet));
            services.AddScoped<WorkflowsDb>(provider => SharedTransaction.Current is { } shared
                ? shared.Join(new PostgresWorkflowsDb(provider.GetRequiredService<DbContextOptions<PostgresWorkflowsDb>>()))
                : provider.GetRequiredService<PostgresWorkflowsDb>().Renewed());
            services.AddScoped<IInboxAtOnce, PostgresInbox>();
        }
        else
        {
            // Not used again: a unit of work puts the writer's connection into it.
            CreateFolder(connection);
            services.AddDbContext<SqliteWorkflowsDb>(options => options.UseSqlite(connection).ReplaceService<IDatabase, RowDatabase>().AddInterceptors(new SqliteDurability()).ConfigureWarnings(Quiet));
            services.AddScoped<WorkflowsDb>(provider => provider.GetRequiredService<SqliteWorkflowsDb>() is var db && SharedTransaction.Current is { } shared ? shared.Join(db) : db);
        }
        services.AddScoped<ApprovalsDb>(provider => provider.GetRequiredService<WorkflowsDb>());
        services.AddScoped<IWorkflowStore, EfWorkflowStore>();
        services.AddScoped<ReadDefinitionSummaries>().AddScoped<ReadForDecision>().AddScoped<ReadForStart>().AddScoped<ReadForTimer>().AddScoped<FindStuck>().AddScoped<ReadLoad>();
        services.AddSingleton(_ => new WriterGate(IsPostgres(connection) ? null : connection));
        services.AddSingleton<NodeNews>().AddSingleton(_ => new NodeLocks(IsPostgres(connection) ? connection : null)).AddScoped<ClaimRow>();
        services.AddSingleton<UnitOfWork>();
        return services;
    }

    /// <summary>Makes the database where the server has none of that name; nodes that do it at the same time end up with the same.</summary>
    public static async Task CreateDatabase(this IServiceProvider services, CancellationToken cancellation = default)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Database;
        var creator = database.GetService<IRelationalDatabaseCreator>();
        if (!database.IsNpgsql() || await creator.ExistsAsync(cancellation)) return;
        try
        {
            await creator.CreateAsync(cancellation);
        }
        catch (PostgresException faster) when (faster.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
        }
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

    /// <summary>
    /// That no migration is missing is held by a test; asking at every start takes half a second. A unit that loses against another runs again and is no error;
    /// whatever is one reaches whoever called, who logs it.
    /// </summary>
    private static void Quiet(WarningsConfigurationBuilder warnings) => warnings
        .Ignore(RelationalEventId.PendingModelChangesWarning)
        .Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug));

    /// <summary>
    /// Statements that come again are prepared on the server, unless the connection string says otherwise (<c>Max Auto Prepare=0</c> behind a pooler that shares sessions). Nothing here sets
    /// anything for a session, so that a connection that is used again need not be reset, which takes the server longer than a small question.
    /// </summary>
    private static string Prepared(string connection) => connection.Contains("Max Auto Prepare", StringComparison.OrdinalIgnoreCase)
        ? connection
        : new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 300, AutoPrepareMinUsages = 2, NoResetOnClose = true }.ConnectionString;

    /// <summary>Whether <c>ConnectionStrings:Workflows</c> names a PostgreSQL database, which several nodes can share.</summary>
    public static bool IsPostgres(string connection) => connection.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase);

    private static void CreateFolder(string connection)
    {
        var file = new SqliteConnectionStringBuilder(connection).DataSource;
        if (file is { Length: > 0 } and not ":memory:" && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
    }
}
