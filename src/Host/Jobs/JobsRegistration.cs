using Hangfire;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;
using Npgsql;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Account;
using Workflows.Host.Sealing;
using Workflows.Paper.Fonts;
using Workflows.Paper.Seals;
using Workflows.Persistence;

namespace Workflows.Host.Jobs;

/// <summary>Coarse work after a commit (documents on paper), in Hangfire: stored in PostgreSQL where that is the database, otherwise in memory and made again from the rows at start.</summary>
public static class JobsRegistration
{
    /// <summary>Where administrators see the jobs.</summary>
    public const string Dashboard = "/jobs";

    /// <summary>PostgreSQL's schema of the jobs, apart from the product's tables.</summary>
    public const string Schema = "hangfire";

    /// <summary>Papers that are made at the same time on one node.</summary>
    private const int Workers = 2;

    /// <summary>How often a node looks for failed jobs whose time to be tried again has come; the first comes after five seconds.</summary>
    private static readonly TimeSpan LooksForRetries = TimeSpan.FromSeconds(5);

    /// <summary>What makes documents on paper, without the jobs around it.</summary>
    public static IServiceCollection AddPapers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new PaperFonts(configuration.GetSection("Paper:Fonts").Get<FontFiles>() ?? new FontFiles()));
        services.AddSingleton<SealDrawing>().AddSingleton<KeyGuard>().AddSingleton<SealKeys>();
        services.AddSingleton<ISealProvider, InternalSeals>().AddSingleton<SealProviders>();
        services.AddSingleton<PaperAddress>().AddSingleton<PaperProgress>().AddScoped<DrawPaper>().AddSingleton<MakePaper>().AddSingleton<AskForPaper>().AddScoped<ReadPapers>();
        return services;
    }

    public static IServiceCollection AddJobs(this IServiceCollection services, string connection)
    {
        services.AddHangfire(hangfire =>
        {
            hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (PersistenceRegistration.IsPostgres(connection)) hangfire.UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(connection), new PostgreSqlStorageOptions { SchemaName = Schema, PrepareSchemaIfNecessary = false });
            else hangfire.UseInMemoryStorage();
        });
        services.AddHangfireServer(options => (options.WorkerCount, options.SchedulePollingInterval) = (Workers, LooksForRetries));
        services.AddHostedService<PaperJobs>();
        return services;
    }

    /// <summary>Makes the tables of the jobs, or brings them to the shape of this version; one node at a time.</summary>
    public static async Task PrepareJobs(string connection, CancellationToken cancellation = default)
    {
        if (!PersistenceRegistration.IsPostgres(connection)) return;
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(cancellation);
        PostgreSqlObjectsInstaller.Install(open, Schema);
    }

    public static void MapJobs(this WebApplication app) => app
        .MapHangfireDashboard(Dashboard, new DashboardOptions { Authorization = [], AsyncAuthorization = [new AdministratorsOnly()], AppPath = "/", DisplayStorageConnectionString = false })
        .RequireAuthorization();

    private sealed class AdministratorsOnly : IDashboardAsyncAuthorizationFilter
    {
        public async Task<bool> AuthorizeAsync(DashboardContext context)
        {
            var http = context.GetHttpContext();
            return await http.RequestServices.GetRequiredService<FindCaller>().Run(http.User) is { } caller && caller.Has(SeatRole.FlowAdministrator);
        }
    }
}
