using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Workflows.Host.Jobs;
using Workflows.Host.Nodes;
using Workflows.Host.Notifications.Mail;
using Workflows.Host.Timers;
using Workflows.Host.Viruses;

namespace Workflows.Host.Operations;

/// <summary>
/// The health of the program. Anybody may ask whether it runs (<c>/health/live</c>) and whether it takes requests (<c>/health/ready</c>), and is answered with one word; what it depends on, each with
/// a sentence, is for administrators (<c>/operations</c>, <c>/api/operations/health</c>). A dependency that is broken takes no node out of the balancer unless nothing works without it.
/// </summary>
public static class Health
{
    private const string Ready = "ready";

    /// <summary>For one answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);


    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<MailHealth>();
        services.AddHealthChecks()
            .AddCheck<Readiness>("program", tags: [Ready], timeout: Patience)
            .AddCheck<DatabaseHealth>("database", timeout: Patience)
            .AddCheck<FilesHealth>("files", timeout: Patience)
            .AddCheck<SchedulesHealth>("schedules", timeout: Patience)
            .AddCheck<JobsHealth>("jobs", timeout: Patience)
            .AddCheck<QueueHealth>("queue", timeout: Patience)
            .AddCheck<OutboxHealth>("outbox", timeout: Patience)
            .AddCheck<DeliveriesHealth>("deliveries", timeout: Patience)
            .AddCheck<MailHealth>("mail", timeout: Patience)
            .AddCheck<VirusHealth>("viruses", timeout: Patience)
            .AddCheck<NodesHealth>("nodes", timeout: Patience);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}
