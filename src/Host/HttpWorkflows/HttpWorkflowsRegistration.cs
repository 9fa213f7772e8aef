using Microsoft.Extensions.Options;
using Workflows.Engine.Storage;

namespace Workflows.Host.HttpWorkflows;

public static class HttpWorkflowsRegistration
{
    /// <summary>What workflows and the web have to do with each other, as the section <c>HttpWorkflows</c> of the configuration allows: by default nothing.</summary>
    public static IServiceCollection AddHttpWorkflows(this IServiceCollection services)
    {
        services.AddOptions<IncomingOptions>().BindConfiguration("HttpWorkflows:Incoming").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OutgoingOptions>().BindConfiguration("HttpWorkflows:Outgoing").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AnswerRequest>().AddSingleton<AllowedAddresses>().AddSingleton<OutgoingHttp>().AddSingleton<SendRequests>();
        return services.AddSingleton(provider => new OutsideWork(QueuedWorkKind.SendHttpRequest, provider.GetRequiredService<SendRequests>().Begin));
    }

    /// <summary>Serves the endpoints of published workflows, if the configuration says so. Who may call is up to each endpoint (<see cref="AnswerRequest"/>).</summary>
    public static void MapHttpWorkflows(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<IncomingOptions>>().Value is not { Enabled: true, BasePath: var basePath }) return;
        app.Map($"{basePath}/{{**path}}", (HttpContext context, AnswerRequest answer) => answer.Run(context)).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }
}
