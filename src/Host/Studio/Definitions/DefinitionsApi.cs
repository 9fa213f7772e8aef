using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Workflows.Engine.Definitions;
using Workflows.Host.Refusals;

namespace Workflows.Host.Studio.Definitions;

/// <summary>What the designer sends to keep a chart.</summary>
internal sealed record ChartToSave(JsonObject? Model, bool? Publish);

internal static class DefinitionsApi
{
    public static void AddDefinitionPages(this IServiceCollection services)
    {
        services.AddSingleton<DefinitionView>();
        services.AddScoped<ReadDefinitions>().AddScoped<PublishDraft>();
        services.AddSingleton<SaveChart>();
    }

    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions");
        definitions.MapGet("", async (Caller caller, ReadDefinitions read, HttpRequest request, CancellationToken cancellation) =>
            ElsaJson.Answer(await read.List(caller, request.Query, cancellation)));
        definitions.MapGet("/by-definition-id/{definitionId}", ByDefinitionId);
        definitions.MapGet("/{definitionId}", ByDefinitionId);
        definitions.MapGet("/by-id/{id}", async (string id, Caller caller, ReadDefinitions read, HttpContext context, CancellationToken cancellation) =>
            Found(await read.ById(caller, id, cancellation), context, id));
        definitions.MapGet("/many-by-id", async ([FromQuery] string?[] ids, Caller caller, ReadDefinitions read, CancellationToken cancellation) =>
            ElsaJson.Answer(await read.ManyById(caller, ids, cancellation)));
        definitions.MapGet("/query/count", async (ReadDefinitions read, CancellationToken cancellation) => ElsaJson.Answer(new { count = await read.Count(cancellation) }));
        definitions.MapGet("/{definitionId}/versions", async (string definitionId, Caller caller, ReadDefinitions read, CancellationToken cancellation) =>
            ElsaJson.Answer(await read.Versions(caller, definitionId, cancellation)));
        definitions.MapGet("/validation/is-name-unique", async (string? name, string? definitionId, AskForName ask, CancellationToken cancellation) =>
            ElsaJson.Answer(new { isUnique = await ask.IsFree(name ?? "", string.IsNullOrEmpty(definitionId) ? null : definitionId, cancellation) }));

        definitions.MapPost("", async (ElsaBody<ChartToSave> body, Caller caller, SaveChart save, HttpContext context, CancellationToken cancellation) =>
            Kept(await save.Run(caller, body.Value.Model ?? [], body.Value.Publish == true, cancellation), context)).ForAdministrators();
    }

    private static async Task<IResult> ByDefinitionId(string definitionId, string? versionOptions, Caller caller, ReadDefinitions read, HttpContext context, CancellationToken cancellation) =>
        Found(await read.ByDefinitionId(caller, definitionId, versionOptions, cancellation), context, definitionId);

    private static IResult Found(JsonObject? definition, HttpContext context, string id) => definition is null ? context.Unknown("definition", id) : ElsaJson.Answer(definition);

    private static IResult Kept(Workflows.Approvals.Result<SavedChart> saved, HttpContext context) =>
        saved.Refusal is { } refusal ? RefusalProblem.Problem(context, refusal)
        : saved.Value.ValidationErrors.Count > 0 ? ChartProblem.Refused(context, saved.Value.WorkflowDefinition["name"]?.ToString(), saved.Value.ValidationErrors)
        : ElsaJson.Answer(saved.Value);
}
