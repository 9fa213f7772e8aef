using Workflows.Engine.Storage;
using Workflows.Host.Refusals;

namespace Workflows.Host.Studio.Trials;

/// <summary>Which activity of which version is to be tried.</summary>
internal sealed record TrialOrder(TrialOrder.Definition? WorkflowDefinitionHandle, TrialOrder.Activity? ActivityHandle)
{
    internal sealed record Definition(string? DefinitionVersionId);

    internal sealed record Activity(string? ActivityId, string? ActivityNodeId);
}

internal static class TrialsApi
{
    public static void AddTrials(this IServiceCollection services) => services.AddSingleton<TryActivity>();

    public static void MapTrials(this IEndpointRouteBuilder api) =>
        api.MapPost("/tests/activities", async (ElsaBody<TrialOrder> body, Caller caller, TryActivity attempt, HttpContext context, CancellationToken cancellation) =>
        {
            var (version, activity) = (body.Value.WorkflowDefinitionHandle?.DefinitionVersionId ?? "", body.Value.ActivityHandle?.ActivityNodeId ?? body.Value.ActivityHandle?.ActivityId ?? "");
            var tried = await attempt.Run(caller, version, activity, cancellation);
            return tried.Refusal is { } refusal ? RefusalProblem.Problem(context, refusal) : Results.Json(tried.Value, EngineJson.Options);
        }).ForAdministrators();
}
