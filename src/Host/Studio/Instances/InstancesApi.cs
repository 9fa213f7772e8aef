using System.Net.Mime;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management.Filters;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;

namespace Workflows.Host.Studio.Instances;

/// <summary>Instances that are to be stopped: named, or all that run of a version or of a definition.</summary>
internal sealed record ToCancel(List<string>? Ids, string? DefinitionVersionId, string? DefinitionId, string? VersionOptions);

internal sealed record InstanceIds(List<string>? Ids);

internal static class InstancesApi
{
    public static void AddInstancePages(this IServiceCollection services) =>
        services.AddScoped<ReadInstances>().AddScoped<ReadExecutions>().AddScoped<ExportInstances>()
            .AddSingleton<CancelInstance>().AddSingleton<DeleteInstance>().AddSingleton<ImportInstances>().AddSingleton<RefusedOnes>();

    public static void MapInstances(this IEndpointRouteBuilder api)
    {
        var instances = api.MapGroup("/workflow-instances");
        instances.MapPost("", async (ElsaBody<InstanceQuery> query, ReadInstances read, CancellationToken cancellation) => ElsaJson.Answer(await read.Page(query.Value, cancellation)));
        instances.MapGet("/{id}", async (string id, ReadInstances read, HttpContext context, CancellationToken cancellation) => Found(await read.One(id, cancellation), context, id));
        instances.MapGet("/{id}/execution-state", async (string id, ReadInstances read, HttpContext context, CancellationToken cancellation) => Found(await read.State(id, cancellation), context, id));
        instances.MapGet("/{id}/variables", async (string id, ReadInstances read, HttpContext context, CancellationToken cancellation) => Found(await read.Variables(id, cancellation), context, id));
        instances.MapPost("/{id}/journal", async (string id, ElsaBody<JournalQuery> query, int? skip, int? take, ReadInstances read, CancellationToken cancellation) =>
            ElsaJson.Answer(await read.Journal(id, query.Value.Filter, skip, take, cancellation)));
        instances.MapGet("/{id}/journal", async (string id, int? skip, int? take, ReadInstances read, CancellationToken cancellation) => ElsaJson.Answer(await read.Journal(id, null, skip, take, cancellation)));
        instances.MapGet("/{id}/journal/{activityId}", async (string id, string activityId, ReadInstances read, HttpContext context, CancellationToken cancellation) => Found(await read.LastLine(id, activityId, cancellation), context, activityId));
        instances.MapGet("/{id}/export", async (string id, Caller caller, ExportInstances export, NoteAct note, HttpContext context, CancellationToken cancellation) => await Exported(caller, id, export, note, context, cancellation));
        instances.MapDelete("/{id}", async (string id, Caller caller, DeleteInstance delete, HttpContext context, CancellationToken cancellation) => (await delete.Run(caller, id, cancellation)).Answer(context)).ForAdministrators();
        api.MapPost("/cancel/workflow-instances/{id}", async (string id, Caller caller, CancelInstance cancel, HttpContext context, CancellationToken cancellation) =>
            (await cancel.Run(caller, id, cancellation)).Refusal is { } refusal ? RefusalProblem.Problem(context, refusal) : Results.Ok()).ForAdministrators();

        api.MapPost("/alterations/submit", async (ElsaBody<AlterationPlan> plan, Caller caller, CancelInstance cancel, IWorkflowStore store, IIdentityGenerator ids, RefusedOnes refused, HttpContext context, CancellationToken cancellation) =>
        {
            if (plan.Value.Unknown is { } unknown) return context.Unknown("alteration", unknown);
            var results = new List<Result<bool>>();
            foreach (var id in await plan.Value.Instances(store, cancellation)) results.Add(await cancel.Run(caller, id, cancellation));
            return ElsaJson.Answer(new { planId = ids.GenerateId(), refused = refused.Of(results) });
        }).ForAdministrators();

        MapMany(api.MapGroup("/bulk-actions"));
        MapExecutions(api);
    }

    private static async Task<IResult> Exported(Caller caller, string id, ExportInstances export, NoteAct note, HttpContext context, CancellationToken cancellation)
    {
        if (await export.One(id, cancellation) is not { } file) return context.Unknown("instance", id);
        var name = ExportInstances.NameOf(id);
        return await note.HandOut(context, caller, "instance.exported", Subject.Instance(id), name, () => Results.File(file, MediaTypeNames.Application.Json, name), cancellation);
    }

    private static void MapMany(RouteGroupBuilder many)
    {
        many.MapPost("/cancel/workflow-instances", async (ElsaBody<ToCancel> asked, Caller caller, CancelInstance cancel, IWorkflowStore store, RefusedOnes refused, CancellationToken cancellation) =>
        {
            var results = new List<Result<bool>>();
            foreach (var id in await Named(asked.Value, store, cancellation)) results.Add(await cancel.Run(caller, id, cancellation));
            return ElsaJson.Answer(new { cancelled = results.Count(r => r is { IsRefused: false, Value: true }), refused = refused.Of(results) });
        }).ForAdministrators();

        many.MapPost("/delete/workflow-instances/by-id", async (ElsaBody<InstanceIds> asked, Caller caller, DeleteInstance delete, RefusedOnes refused, CancellationToken cancellation) =>
        {
            var results = new List<Result<Done>>();
            foreach (var id in (asked.Value.Ids ?? []).Distinct(StringComparer.Ordinal)) results.Add(await delete.Run(caller, id, cancellation));
            return ElsaJson.Answer(new { deleted = results.Count(r => !r.IsRefused), refused = refused.Of(results) });
        }).ForAdministrators();

        many.MapPost("/export/workflow-instances", async (ElsaBody<InstanceIds> asked, Caller caller, ExportInstances export, NoteAct note, HttpContext context, CancellationToken cancellation) =>
        {
            if (asked.Value.Ids is [var only]) return await Exported(caller, only, export, note, context, cancellation);
            var archive = await export.Many(asked.Value.Ids ?? [], cancellation);
            return await note.HandOut(
                context, caller, "instance.exported", null, string.Join(' ', asked.Value.Ids ?? []), () => Results.File(archive, MediaTypeNames.Application.Zip, "workflow-instances.zip"), cancellation);
        });

        many.MapPost("/import/workflow-instances", async (IFormFileCollection files, Caller caller, ImportInstances import, HttpContext context, CancellationToken cancellation) =>
            await import.Run(caller, files, cancellation) is var taken && taken.Refusal is { } refusal
                ? RefusalProblem.Problem(context, refusal)
                : ElsaJson.Answer(new { imported = taken.Value, count = taken.Value })).DisableAntiforgery().ForAdministrators();
    }

    private static void MapExecutions(IEndpointRouteBuilder api)
    {
        api.MapPost("/activity-executions/report", async (ElsaBody<ReportQuery> query, ReadExecutions read, CancellationToken cancellation) => ElsaJson.Answer(new { stats = await read.Report(query.Value, cancellation) }));
        api.MapGet("/activity-executions/list", async (string? workflowInstanceId, string? activityNodeId, ReadExecutions read, CancellationToken cancellation) => ElsaJson.Answer(await read.Whole(workflowInstanceId, activityNodeId, cancellation)));
        api.MapGet("/activity-executions/count", async (string? workflowInstanceId, string? activityNodeId, ReadExecutions read, CancellationToken cancellation) =>
            ElsaJson.Answer(new { count = (await read.Lines(workflowInstanceId, activityNodeId, cancellation)).Count }));
        api.MapGet("/activity-execution-summaries/list", async (string? workflowInstanceId, string? activityNodeId, ReadExecutions read, CancellationToken cancellation) => ElsaJson.Answer(await read.Lines(workflowInstanceId, activityNodeId, cancellation)));
        api.MapGet("/activity-executions/by-id", async (string? id, ReadExecutions read, HttpContext context, CancellationToken cancellation) => Found(await read.One(id, cancellation), context, id ?? ""));
        api.MapGet("/activity-executions/{id}", async (string id, ReadExecutions read, HttpContext context, CancellationToken cancellation) => Found(await read.One(id, cancellation), context, id));
        api.MapGet("/activity-executions/{id}/call-stack", async (string id, string? includeCrossWorkflowChain, int? skip, int? take, ReadExecutions read, HttpContext context, CancellationToken cancellation) =>
            Found(await read.Stack(id, !"false".Equals(includeCrossWorkflowChain, StringComparison.OrdinalIgnoreCase), Math.Max(skip ?? 0, 0), take, cancellation), context, id));
    }

    private static async Task<IEnumerable<string>> Named(ToCancel asked, IWorkflowStore store, CancellationToken cancellation)
    {
        if (asked.Ids is { Count: > 0 } ids) return ids.Distinct(StringComparer.Ordinal);
        var filter = new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running };
        if (asked.DefinitionVersionId is { Length: > 0 } version) filter.DefinitionVersionId = version;
        else if (asked.DefinitionId is { Length: > 0 } definition)
        {
            if (!VersionOptions.TryParse(asked.VersionOptions, out var which) || which.AllVersions) filter.DefinitionId = definition;
            else if (await store.FindDefinitionAsync(definition, which, cancellation) is { } found) filter.DefinitionVersionId = found.Id;
            else return [];
        }
        else return [];
        return (await store.ListInstancesAsync(filter, cancellationToken: cancellation)).Items.Select(instance => instance.Id);
    }

    private static IResult Found<T>(T? found, HttpContext context, string id) where T : class => found is null ? context.Unknown("instance", id) : ElsaJson.Answer(found);
}

/// <summary>Says what was refused of many things at once, each sentence once.</summary>
internal sealed class RefusedOnes(RefusalSentences sentences)
{
    public IReadOnlyList<string> Of<T>(IEnumerable<Result<T>> results) => [.. results.Select(r => r.Refusal).OfType<Refusal>().Select(sentences.Of).Distinct()];
}
