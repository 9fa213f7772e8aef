using Npgsql;
using Quartz;
using Workflows.Persistence;

namespace Workflows.Host.Nodes;

/// <summary>Several nodes on one PostgreSQL. On SQLite there is one, which only gives its sign of life.</summary>
public static class NodesRegistration
{
    /// <summary>PostgreSQL's schema of the schedules, apart from the product's tables.</summary>
    public const string Schema = "quartz";

    public static IServiceCollection AddNodes(this IServiceCollection services, string connection)
    {
        services.AddSingleton<ThisNode>().AddSingleton<SignOfLife>();
        if (PersistenceRegistration.IsPostgres(connection)) services.AddSingleton<HearNodes>().AddHostedService(provider => provider.GetRequiredService<HearNodes>()).AddHostedService<TellNodes>();
        return services;
    }

    /// <summary>Keeps the schedules where all nodes see them: each time comes on one node, and when that one dies another takes over.</summary>
    public static void UseNodes(this IQuartzBuilder quartz, string connection)
    {
        if (!PersistenceRegistration.IsPostgres(connection)) return;
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, new NpgsqlConnectionStringBuilder(connection) { SearchPath = Schema }.ConnectionString);
            store.UseSystemTextJsonSerializer();
            store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(5));
            store.ProvisionSchema();
        });
    }

    /// <summary>A schedule of that interval, on one node at a time. What was missed while no node ran is not made up for: one look finds everything that is due.</summary>
    public static void Every<TJob>(this IQuartzBuilder quartz, TimeSpan interval) where TJob : IJob => quartz.ScheduleJob<TJob>(
        trigger => trigger.WithIdentity(typeof(TJob).Name).WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithExistingCount)),
        job => job.WithIdentity(typeof(TJob).Name));

    /// <summary>Makes the schema that the schedules are kept in.</summary>
    public static async Task PrepareSchedules(string connection, CancellationToken cancellation = default)
    {
        if (!PersistenceRegistration.IsPostgres(connection)) return;
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"CREATE SCHEMA IF NOT EXISTS {Schema}", open);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
