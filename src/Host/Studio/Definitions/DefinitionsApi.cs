using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Microsoft.AspNetCore.Mvc;
using Workflows.Approvals;
using Workflows.Engine.Definitions;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;

namespace Workflows.Host.Studio.Definitions;

/// <summary>What the designer sends to keep a chart.</summary>
internal sealed record ChartToSave(JsonObject? Model, bool? Publish);

/// <summary>Definitions chosen in the list.</summary>
internal sealed record ChosenDefinitions(IReadOnlyList<string>? DefinitionIds);

/// <summary>Versions chosen in a list.</summary>
internal sealed record ChosenVersions(IReadOnlyList<string>? Ids, bool IncludeConsumingWorkflows = false);

internal static class DefinitionsApi
{
    public static void AddDefinitionPages(this IServiceCollection services)
    {
        services.AddSingleton<DefinitionView>().AddSingleton<DefinitionHash>().AddSingleton<MalformedChart>();
        services.AddScoped<ReadDefinitions>().AddScoped<ExportCharts>().AddScoped<PublishDraft>();
        services.AddSingleton<SaveChart>().AddSingleton<PublishChart>().AddSingleton<RetractChart>().AddSingleton<DeleteChart>().AddSingleton<RevertChart>();
        services.AddSingleton<ImportChart>().AddSingleton<RunChart>().AddSingleton<UpdateConsumers>();
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

        definitions.MapGet("/subgraph/{versionId}", async (string versionId, string? parentNodeId, Subgraphs subgraphs, HttpContext context, CancellationToken cancellation) =>
            Found(await subgraphs.FindAsync(versionId, parentNodeId, cancellation), context, parentNodeId ?? versionId));
        definitions.MapGet("/subgraph/segments/{versionId}", async (string versionId, string? childNodeId, Subgraphs subgraphs, HttpContext context, CancellationToken cancellation) =>
            Found(await subgraphs.FindSegmentsAsync(versionId, childNodeId ?? "", cancellation), context, childNodeId ?? versionId));
        definitions.MapGet("/{definitionId}/consumers", async (string definitionId, IWorkflowReferenceQuery references, CancellationToken cancellation) =>
            ElsaJson.Answer(new { consumingWorkflowDefinitionIds = await references.ExecuteAsync(definitionId, cancellation) }));

        definitions.MapGet("/{definitionId}/export", async (string definitionId, string? versionOptions, string? includeConsumingWorkflows, Caller caller, ExportCharts export, NoteAct note, HttpContext context, CancellationToken cancellation) =>
            await export.One(definitionId, versionOptions, IsYes(includeConsumingWorkflows), cancellation) is { } file ? await Saved(caller, file, note, context, cancellation) : context.Unknown("definition", definitionId));
        api.MapPost("/bulk-actions/export/workflow-definitions", async (ElsaBody<ChosenVersions> body, Caller caller, ExportCharts export, NoteAct note, HttpContext context, CancellationToken cancellation) =>
            await Saved(caller, await export.Many(body.Value.Ids ?? [], body.Value.IncludeConsumingWorkflows, cancellation), note, context, cancellation));

        definitions.MapChanges();
        api.MapBulkChanges();
    }

    /// <summary>What changes a definition: administrators only.</summary>
    private static void MapChanges(this RouteGroupBuilder group)
    {
        var definitions = group.MapGroup("").ForAdministrators();
        definitions.MapPost("", async (ElsaBody<ChartToSave> body, Caller caller, SaveChart save, HttpContext context, CancellationToken cancellation) =>
            Kept(await save.Run(caller, body.Value.Model ?? [], body.Value.Publish == true, cancellation), context));
        definitions.MapPost("/{definitionId}/publish", async (string definitionId, Caller caller, PublishChart publish, HttpContext context, CancellationToken cancellation) =>
            Kept(await publish.Run(caller, definitionId, cancellation), context));
        definitions.MapPost("/{definitionId}/retract", async (string definitionId, Caller caller, RetractChart retract, HttpContext context, CancellationToken cancellation) =>
            Answer(await retract.Run(caller, definitionId, cancellation), context));
        definitions.MapDelete("/{definitionId}", async (string definitionId, Caller caller, DeleteChart delete, HttpContext context, CancellationToken cancellation) =>
            (await delete.Run(caller, definitionId, cancellation)).Answer(context));
        definitions.MapDelete("/{definitionId}/version/{version:int}", async (string definitionId, int version, Caller caller, DeleteChart delete, HttpContext context, CancellationToken cancellation) =>
            (await delete.Version(caller, definitionId, version, cancellation)).Answer(context));
        definitions.MapPost("/{definitionId}/revert/{version:int}", async (string definitionId, int version, Caller caller, RevertChart revert, HttpContext context, CancellationToken cancellation) =>
        {
            var reverted = await revert.Run(caller, definitionId, version, cancellation);
            if (reverted.Refusal is { } refusal) return RefusalProblem.Problem(context, refusal);
            context.Response.Headers.Location = $"{ElsaApi.Prefix}/workflow-definitions/by-id/{reverted.Value.Id}";
            return ElsaJson.Answer(reverted.Value, StatusCodes.Status201Created);
        });

        definitions.MapPost("/{definitionId}/update-references", async (string definitionId, Caller caller, UpdateConsumers update, HttpContext context, CancellationToken cancellation) =>
        {
            var updated = await update.Run(caller, definitionId, cancellation);
            return updated.Refusal is { } refusal ? RefusalProblem.Problem(context, refusal) : ElsaJson.Answer(new { affectedWorkflows = updated.Value });
        });

        definitions.MapPost("/import", async (ElsaBody<JsonObject> body, Caller caller, ImportChart import, HttpContext context, CancellationToken cancellation) =>
            Answer(await import.Run(caller, body.Value, null, cancellation), context));
        definitions.MapPut("/{definitionId}/import", async (string definitionId, ElsaBody<JsonObject> body, Caller caller, ImportChart import, HttpContext context, CancellationToken cancellation) =>
            Answer(await import.Run(caller, body.Value, definitionId, cancellation), context));
        definitions.MapPost("/import-files", async (Caller caller, ImportChart import, HttpContext context, CancellationToken cancellation) =>
        {
            var imported = await import.Files(caller, await Uploaded(context.Request, cancellation), cancellation);
            return imported.Refusal is { } refusal ? RefusalProblem.Problem(context, refusal) : ElsaJson.Answer(new { count = imported.Value });
        });

        definitions.MapPost("/{definitionId}/execute", Execute);
        definitions.MapGet("/{definitionId}/execute", (string definitionId, string? correlationId, string? triggerActivityId, string? versionOptions, Caller caller, RunChart run, HttpContext context, CancellationToken cancellation) =>
            Execute(definitionId, new ElsaBody<StartOrder>(new StartOrder(correlationId, triggerActivityId, null, null, versionOptions, null, null)), caller, run, context, cancellation));
        definitions.MapPost("/{definitionId}/dispatch", async (string definitionId, ElsaBody<StartOrder> body, Caller caller, RunChart run, HttpContext context, CancellationToken cancellation) =>
            await run.Later(caller, definitionId, body.Value with { Count = null }, cancellation) is { Refusal: null } queued
                ? ElsaJson.Answer(new { workflowInstanceId = queued.Value[0] })
                : context.Unknown("definition", definitionId));
        definitions.MapPost("/{definitionId}/bulk-dispatch", async (string definitionId, ElsaBody<StartOrder> body, Caller caller, RunChart run, HttpContext context, CancellationToken cancellation) =>
            await run.Later(caller, definitionId, body.Value with { Count = body.Value.Count ?? 1 }, cancellation) is { Refusal: null } queued
                ? ElsaJson.Answer(new { workflowInstanceIds = queued.Value })
                : context.Unknown("definition", definitionId));
    }

    private static void MapBulkChanges(this IEndpointRouteBuilder api)
    {
        api.MapDelete("/workflow-definition-versions/{id}", async (string id, Caller caller, DeleteChart delete, HttpContext context, CancellationToken cancellation) =>
            (await delete.Version(caller, id, cancellation)).Answer(context)).ForAdministrators();

        var bulk = api.MapGroup("/bulk-actions").ForAdministrators();
        bulk.MapPost("/delete/workflow-definitions/by-definition-id", async (ElsaBody<ChosenDefinitions> body, Caller caller, DeleteChart delete, HttpContext context, CancellationToken cancellation) =>
            Deleted(await delete.Many(caller, body.Value.DefinitionIds ?? [], cancellation), context));
        bulk.MapPost("/delete/workflow-definitions/by-id", async (ElsaBody<ChosenVersions> body, Caller caller, DeleteChart delete, HttpContext context, CancellationToken cancellation) =>
            Deleted(await delete.Versions(caller, body.Value.Ids ?? [], cancellation), context));
        bulk.MapPost("/publish/workflow-definitions/by-definition-ids", async (ElsaBody<ChosenDefinitions> body, Caller caller, PublishChart publish, CancellationToken cancellation) =>
            ElsaJson.Answer(await publish.Many(caller, body.Value.DefinitionIds ?? [], cancellation)));
        bulk.MapPost("/retract/workflow-definitions/by-definition-ids", async (ElsaBody<ChosenDefinitions> body, Caller caller, RetractChart retract, CancellationToken cancellation) =>
            ElsaJson.Answer(await retract.Many(caller, body.Value.DefinitionIds ?? [], cancellation)));
    }

    /// <summary>
    /// The designer reads only the two headers: whether it could start, and the instance's id. A chart that failed is 500 with the same body.
    /// </summary>
    private static async Task<IResult> Execute(string definitionId, ElsaBody<StartOrder> body, Caller caller, RunChart run, HttpContext context, CancellationToken cancellation)
    {
        var started = await run.Now(caller, definitionId, body.Value, cancellation);
        if (started.Refusal is { } refusal) return RefusalProblem.Problem(context, refusal);
        context.Response.Headers["x-elsa-response"] = "true";
        context.Response.Headers["x-elsa-workflow-cannot-start"] = started.Value is null ? "True" : "False";
        if (started.Value is not { } instance) return Results.Ok();
        context.Response.Headers["x-elsa-workflow-instance-id"] = instance.Id;
        return Results.Json(
            new { workflowState = instance.WorkflowState }, EngineJson.Options,
            statusCode: instance.SubStatus == WorkflowSubStatus.Faulted ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    private static async Task<List<(string Name, byte[] Content)>> Uploaded(HttpRequest request, CancellationToken cancellation)
    {
        var files = new List<(string, byte[])>();
        if (!request.HasFormContentType) return files;
        foreach (var file in (await Form(request, cancellation)).Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellation);
            files.Add((file.FileName, content.ToArray()));
        }
        return files;
    }

    private static async Task<IFormCollection> Form(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException malformed)
        {
            throw new BadHttpRequestException("The body says that it is a form and is not.", malformed);
        }
    }

    private static bool IsYes(string? text) => bool.TryParse(text, out var yes) && yes;

    private static Task<IResult> Saved(Caller caller, ExportedFile file, NoteAct note, HttpContext context, CancellationToken cancellation) =>
        note.HandOut(
            context, caller, "definition.exported", null, file.Name,
            () =>
            {
                // A browser takes the full name; the designer reads only the plain one, which holds no Chinese.
                context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.PlainName}\"; filename*=UTF-8''{Uri.EscapeDataString(file.Name)}";
                return Results.Bytes(file.Content, "application/octet-stream");
            },
            cancellation);

    private static IResult Deleted(Result<int> deleted, HttpContext context) =>
        deleted.Refusal is { } refusal ? RefusalProblem.Problem(context, refusal) : ElsaJson.Answer(new { deleted = deleted.Value });

    private static IResult Answer(Result<JsonObject> result, HttpContext context) => result.Refusal is { } refusal ? RefusalProblem.Problem(context, refusal) : ElsaJson.Answer(result.Value);

    private static async Task<IResult> ByDefinitionId(string definitionId, string? versionOptions, Caller caller, ReadDefinitions read, HttpContext context, CancellationToken cancellation) =>
        Found(await read.ByDefinitionId(caller, definitionId, versionOptions, cancellation), context, definitionId);

    private static IResult Found(JsonObject? definition, HttpContext context, string id) => definition is null ? context.Unknown("definition", id) : ElsaJson.Answer(definition);

    private static IResult Kept(Result<SavedChart> saved, HttpContext context) =>
        saved.Refusal is { } refusal ? RefusalProblem.Problem(context, refusal)
        : saved.Value.ValidationErrors.Count > 0 ? ChartProblem.Refused(context, saved.Value)
        : ElsaJson.Answer(saved.Value);
}
