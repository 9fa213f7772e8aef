using System.Net;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Workflows.Approvals.Audit;

namespace Workflows.Host.Operations;

/// <summary>Says of everything that comes in through the web where it comes from, so that audit entries can hold it.</summary>
public static class Origins
{
    /// <summary>Comes after routing and before whatever acts.</summary>
    public static void UseOrigins(this WebApplication app) => app.Use(async (context, next) =>
    {
        ActOrigin.Set(WayOf(context.Request), Address(context.Connection.RemoteIpAddress));
        await next(context);
    });

    private static string WayOf(HttpRequest request) =>
        request.Path.StartsWithSegments("/elsa") ? "studio"
        : request.Headers.Authorization.ToString().StartsWith("ApiKey ", StringComparison.OrdinalIgnoreCase) ? "key"
        : request.Path.StartsWithSegments("/api") ? "api"
        : "page";

    private static string? Address(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();

    /// <summary>An open page: everything that is done on it comes from where its connection came from.</summary>
    public sealed class OfPage(IHttpContextAccessor context) : CircuitHandler
    {
        private string? address;

        public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            address = Address(context.HttpContext?.Connection.RemoteIpAddress) ?? address;
            return Task.CompletedTask;
        }

        public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
        {
            ActOrigin.Set("page", address);
            await next(activity);
        };
    }
}
