using Workflows.Host.Refusals;

namespace Workflows.Host.Running;

internal static class OperationsApi
{
    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        var operations = api.MapGroup("/operations").WithTags("Operations");

        operations.MapGet("", async (Caller caller, ReadOperations read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, cancellation)).OrUnknown(context, "operations", 0)).Produces<OperationsView>()
            .WithSummary("How the program runs").WithDescription("For flow administrators and auditors: instances by state, what waits to be done and how late it is, due times, schedules, jobs, nodes with their last sign of life, and the health of what the program depends on.");

        operations.MapGet("/health", async (Caller caller, ReadOperations read, HttpContext context, CancellationToken cancellation) =>
            (await read.Health(caller, cancellation)).OrUnknown(context, "operations", 0)).Produces<IReadOnlyList<HealthLine>>()
            .WithSummary("The health of what the program depends on").WithDescription("For flow administrators and auditors, each with a sentence. Anybody else asks `/health/live` and `/health/ready`, which answer one word.");
    }
}
