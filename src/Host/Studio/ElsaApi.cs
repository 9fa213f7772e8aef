using Workflows.Approvals.Organisations;
using Workflows.Host.Studio.Definitions;
using Workflows.Host.Studio.Descriptors;
using Workflows.Host.Studio.Findings;
using Workflows.Host.Studio.Instances;
using Workflows.Host.Studio.Resilience;
using Workflows.Host.Studio.Scripting;
using Workflows.Host.Studio.Trials;

namespace Workflows.Host.Studio;

/// <summary>
/// What the designer talks to: Elsa's own addresses under <c>/elsa/api</c>. Flow administrators write, auditors read, others do not get in.
/// Signed with a token or an API key; the cookie of the pages opens nothing here.
/// </summary>
public static class ElsaApi
{
    public const string Prefix = "/elsa/api";

    public static void AddElsaApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddInstancePages();
        services.AddDefinitionPages();
        services.AddDescriptorPages();
        services.AddScripting();
        services.AddFindings();
        services.AddTrials();
        services.AddRetryStrategies(configuration);
    }

    public static void MapElsaApi(this WebApplication app)
    {
        var api = app.MapGroup(Prefix)
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.FlowAdministrator), nameof(SeatRole.Auditor)))
            .DisableCookieRedirect()
            .ExcludeFromDescription();
        api.MapInstances();
        api.MapDefinitions();
        api.MapDescriptors();
        api.MapScripting();
        api.MapTrials();
        api.MapRetryStrategies();
    }

    /// <summary>Only those who may change chains; auditors get 403.</summary>
    public static TBuilder ForAdministrators<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.FlowAdministrator)));

    /// <summary>May the caller change chains?</summary>
    public static bool MayDesign(this Caller caller) => caller.Has(SeatRole.FlowAdministrator);

    /// <summary>The caller as the flow administrator that acts.</summary>
    public static Approvals.Audit.Actor AsDesigner(this Caller caller) => caller.As(seat => seat.Role == SeatRole.FlowAdministrator);
}
