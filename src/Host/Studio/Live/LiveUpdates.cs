using Workflows.Approvals.Organisations;
using Workflows.Host.Studio.Descriptors;

namespace Workflows.Host.Studio.Live;

/// <summary>
/// Live updates of the designer's viewer, over SignalR. Configuration <c>Studio:LiveUpdates</c>, default true; without them the viewer asks every five seconds.
/// </summary>
public static class LiveUpdates
{
    public const string Address = "/elsa/hubs/workflow-instance";

    /// <summary>The feature under which the designer finds out that it need not ask.</summary>
    public const string Feature = "Elsa.RealTimeWorkflowUpdates";

    public static bool AreOn(IConfiguration configuration) => configuration.GetValue("Studio:LiveUpdates", true);

    public static void AddLiveUpdates(this IServiceCollection services, IConfiguration configuration)
    {
        if (!AreOn(configuration)) return;
        services.AddSingleton(new FeatureView("RealTimeWorkflowUpdates", "Elsa", Feature, "Real-time workflow updates", "Tells the viewer of an instance that it changed."));
        services.AddSignalR();
        services.AddSingleton<Observers>().AddHostedService<InstanceUpdates>();
    }

    public static void MapLiveUpdates(this WebApplication app)
    {
        if (AreOn(app.Configuration))
            app.MapHub<WorkflowInstanceHub>(Address).RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.FlowAdministrator), nameof(SeatRole.Auditor))).DisableCookieRedirect();
    }
}
