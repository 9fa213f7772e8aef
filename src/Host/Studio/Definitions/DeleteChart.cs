using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;
using Workflows.Host.Studio.Instances;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>
/// Deletes charts and versions, with the trial runs that have ended on them. What a case or a call ever ran on stays: it is part of their record (<see cref="CaseRecord"/>). While a trial
/// runs on what is to be deleted, nothing is. Of a bulk all go or none.
/// </summary>
public sealed class DeleteChart(UnitOfWork unit)
{
    /// <summary>All versions of a definition.</summary>
    public Task<Result<Done>> Run(Caller caller, string definitionId, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsDesigner(),
            async (scope, token) => await All(scope, definitionId, token) is { } refusal ? refusal : Done.Result,
            cancellation);

    /// <summary>One version.</summary>
    public Task<Result<Done>> Version(Caller caller, string id, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsDesigner(),
            async (scope, token) => await One(scope, await scope.GetRequiredService<IWorkflowStore>().FindDefinitionVersionAsync(id, token), id, token) is { } refusal ? refusal : Done.Result,
            cancellation);

    /// <summary>A version by its number.</summary>
    public Task<Result<Done>> Version(Caller caller, string definitionId, int version, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                var found = await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(definitionId, VersionOptions.SpecificVersion(version), token);
                return found is null ? new Refusal("definition.no-version", definitionId, version)
                    : await One(scope, found, found.Id, token) is { } refusal ? refusal : Done.Result;
            },
            cancellation);

    /// <returns>How many were deleted; those that are gone already do not count.</returns>
    public Task<Result<int>> Many(Caller caller, IEnumerable<string> definitionIds, CancellationToken cancellation = default) =>
        Each(caller, definitionIds, All, cancellation);

    /// <inheritdoc cref="Many"/>
    public Task<Result<int>> Versions(Caller caller, IEnumerable<string> ids, CancellationToken cancellation = default) =>
        Each(caller, ids, async (scope, id, token) => await One(scope, await scope.GetRequiredService<IWorkflowStore>().FindDefinitionVersionAsync(id, token), id, token), cancellation);

    private Task<Result<int>> Each(Caller caller, IEnumerable<string> ids, Func<IServiceProvider, string, CancellationToken, Task<Refusal?>> delete, CancellationToken cancellation) =>
        unit.Run<int>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                var deleted = 0;
                foreach (var id in ids.Distinct(StringComparer.Ordinal))
                {
                    var refusal = await delete(scope, id, token);
                    if (refusal is null) deleted++;
                    else if (refusal.Code != "definition.unknown") return refusal;
                }
                return deleted;
            },
            cancellation);

    private static async Task<Refusal?> All(IServiceProvider scope, string definitionId, CancellationToken cancellation)
    {
        var store = scope.GetRequiredService<IWorkflowStore>();
        if (await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellation) is not { } latest) return new Refusal("definition.unknown", definitionId);
        if (await Forbidden(scope, latest, new WorkflowInstanceFilter { DefinitionId = definitionId }, cancellation) is { } refusal) return refusal;

        // Instances could once be deleted when their case was over; the case still says on which chart it ran.
        if (await scope.GetRequiredService<ApprovalsDb>().Cases.Where(c => c.ChainId == definitionId).Select(c => c.Number).FirstOrDefaultAsync(cancellation) is { } number)
            return new Refusal("definition.is-record", latest.Name ?? definitionId, number);
        await scope.GetRequiredService<IWorkflowDefinitionManager>().DeleteByDefinitionIdAsync(definitionId, cancellation);
        await Record(scope, latest, latest.Name, cancellation);
        return null;
    }

    private static async Task<Refusal?> One(IServiceProvider scope, WorkflowDefinition? version, string id, CancellationToken cancellation)
    {
        if (version is null) return new Refusal("definition.unknown", id);
        if (await Forbidden(scope, version, new WorkflowInstanceFilter { DefinitionVersionId = version.Id }, cancellation) is { } refusal) return refusal;
        await scope.GetRequiredService<IWorkflowDefinitionManager>().DeleteVersionAsync(version, cancellation);
        await Record(scope, version, $"{version.Name} v{version.Version}", cancellation);
        return null;
    }

    private static async Task<Refusal?> Forbidden(IServiceProvider scope, WorkflowDefinition definition, WorkflowInstanceFilter instances, CancellationToken cancellation)
    {
        var name = definition.Name ?? definition.DefinitionId;
        if (definition.IsReadonly) return new Refusal("definition.not-allowed", name);
        var store = scope.GetRequiredService<IWorkflowStore>();
        if (await CaseRecord.OfAny(scope.GetRequiredService<ApprovalsDb>(), store, instances, cancellation) is { } owner) return new Refusal("definition.is-record", name, owner);
        instances.WorkflowStatus = WorkflowStatus.Running;
        var running = await store.ListInstancesAsync(instances, page: new PageArgs { Limit = 1 }, cancellationToken: cancellation);
        return running.TotalCount > 0 ? new Refusal("definition.in-use", name, running.TotalCount) : null;
    }

    private static Task Record(IServiceProvider scope, WorkflowDefinition definition, string? what, CancellationToken cancellation) =>
        scope.GetRequiredService<AuditTrail>().Write(Subject.Definition(definition.DefinitionId), "definition.deleted", new AuditDetail { Before = what }, cancellation);
}
