namespace Workflows.Host.Studio.Scripting;

/// <summary>Where in a chart the script editor was opened.</summary>
internal sealed record ScriptPlace(string? WorkflowDefinitionId, string? ActivityTypeName, string? PropertyName);

internal static class ScriptingApi
{
    public static void AddScripting(this IServiceCollection services) => services.AddScoped<TypeDefinitions>();

    public static void MapScripting(this IEndpointRouteBuilder api) =>
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", async (string definitionId, ElsaBody<ScriptPlace> body, TypeDefinitions types, CancellationToken cancellation) =>
            Results.Text(await types.Run(definitionId, cancellation), "application/x-typescript; charset=utf-8"));
}
