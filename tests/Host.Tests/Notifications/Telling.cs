using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Notifications;
using Workflows.Host.Tests.Cases;

namespace Workflows.Host.Tests.Notifications;

/// <summary>What the background does with news, when a test says so.</summary>
internal static class Telling
{
    /// <summary>Tells, gathers and sends what is due now.</summary>
    /// <returns>How many deliveries arrived.</returns>
    public static async Task<int> Tell(this RunningApplication app, CancellationToken? cancellation = null)
    {
        var token = cancellation ?? TestContext.Current.CancellationToken;
        await app.Services.GetRequiredService<TellPeople>().Run(token);
        await app.Services.GetRequiredService<GatherDigests>().Run(token);
        return await app.Services.GetRequiredService<SendDeliveries>().Run(token);
    }

    public static async Task<List<(string Kind, string Number, string Link)>> News(this RunningApplication app, string userName) =>
        [.. (await app.As(userName).Get("/api/me/notifications?take=100")).Value.AsArray().Select(n => (n!["kind"]!.GetValue<string>(), n["number"]?.GetValue<string>() ?? "", n["link"]!.GetValue<string>()))];

    /// <summary>A case of the unit whose head is asked to sign.</summary>
    public static async Task<string> UpToTheHead(this RunningApplication app, string unit)
    {
        var (id, _) = await app.Begin(unit);
        (await app.Submit(unit, id, PilotSiteWalk.FilledForm())).Succeeded();
        return id;
    }
}
