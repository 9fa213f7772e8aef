using System.Linq.Expressions;
using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Enums;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Runtime.Filters;
using Workflows.Engine.Storage;

// ToLower here becomes lower() in the database, which knows no culture.
#pragma warning disable CA1304, CA1311, CA1862

namespace Workflows.Persistence.EngineTables;

/// <summary>The engine's filters as queries; the same ones narrow what a unit of work has not saved yet.</summary>
internal static class Filters
{
    public static IQueryable<DefinitionRow> WithVersion(this IQueryable<DefinitionRow> rows, VersionOptions? version) => version switch
    {
        null or { AllVersions: true } => rows,
        { IsLatest: true } => rows.Where(r => r.IsLatest),
        { IsPublished: true } => rows.Where(r => r.IsPublished),
        { IsLatestOrPublished: true } => rows.Where(r => r.IsLatest || r.IsPublished),
        { IsLatestAndPublished: true } => rows.Where(r => r.IsLatest && r.IsPublished),
        { IsDraft: true } => rows.Where(r => r.IsLatest && !r.IsPublished),
        { Version: var number } => rows.Where(r => r.Version == number),
    };

    public static IQueryable<DefinitionRow> Matching(this IQueryable<DefinitionRow> rows, WorkflowDefinitionFilter filter)
    {
        if (filter.Id is { } id) rows = rows.Where(r => r.Id == id);
        if (filter.Ids is { } ids) rows = rows.Where(r => ids.Contains(r.Id));
        if (filter.DefinitionId is { } definition) rows = rows.Where(r => r.DefinitionId == definition);
        if (filter.DefinitionIds is { } definitions) rows = rows.Where(r => definitions.Contains(r.DefinitionId));
        if (filter.DefinitionHandle is { } handle)
        {
            if (handle.DefinitionVersionId is { } versionId) rows = rows.Where(r => r.Id == versionId);
            if (handle.DefinitionId is { } named) rows = rows.Where(r => r.DefinitionId == named).WithVersion(handle.VersionOptions ?? VersionOptions.Published);
        }
        if (filter.Name is { } name) rows = rows.Where(r => r.Name == name);
        if (filter.Names is { } names) rows = rows.Where(r => names.Contains(r.Name!));
        if (filter.MaterializerName is { } materializer) rows = rows.Where(r => r.MaterializerName == materializer);
        if (filter.UsableAsActivity is { } usable) rows = rows.Where(r => r.UsableAsActivity == usable);
        if (filter.IsSystem is { } system) rows = rows.Where(r => r.IsSystem == system);
        if (filter.IsReadonly is { } isReadonly) rows = rows.Where(r => r.IsReadonly == isReadonly);
        if (filter.SearchTerm is { Length: > 0 } term)
        {
            var lower = term.ToLowerInvariant();
            rows = rows.Where(r => r.Name != null && r.Name.ToLower().Contains(lower) || r.Description != null && r.Description.ToLower().Contains(lower)
                || r.Id == term || r.DefinitionId == term);
        }
        return rows;
    }

    public static IQueryable<InstanceRow> Matching(this IQueryable<InstanceRow> rows, WorkflowInstanceFilter filter)
    {
        if (filter.Id is { } id) rows = rows.Where(r => r.Id == id);
        if (filter.Ids is { } ids) rows = rows.Where(r => ids.Contains(r.Id));
        if (filter.Name is { } name) rows = rows.Where(r => r.Name == name);
        if (filter.Names is { } names) rows = rows.Where(r => names.Contains(r.Name!));
        if (filter.DefinitionId is { } definition) rows = rows.Where(r => r.DefinitionId == definition);
        if (filter.DefinitionIds is { } definitions) rows = rows.Where(r => definitions.Contains(r.DefinitionId));
        if (filter.DefinitionVersionId is { } version) rows = rows.Where(r => r.DefinitionVersionId == version);
        if (filter.DefinitionVersionIds is { } versions) rows = rows.Where(r => versions.Contains(r.DefinitionVersionId));
        if (filter.Version is { } number) rows = rows.Where(r => r.Version == number);
        if (filter.ParentWorkflowInstanceIds is { } parents) rows = rows.Where(r => parents.Contains(r.ParentWorkflowInstanceId!));
        if (filter.CorrelationId is { } correlation) rows = rows.Where(r => r.CorrelationId == correlation);
        if (filter.CorrelationIds is { } correlations) rows = rows.Where(r => correlations.Contains(r.CorrelationId!));
        if (filter.WorkflowStatus is { } status) rows = rows.Where(r => r.Status == status);
        if (filter.WorkflowStatuses is { } statuses) rows = rows.Where(r => statuses.Contains(r.Status));
        if (filter.WorkflowSubStatus is { } subStatus) rows = rows.Where(r => r.SubStatus == subStatus);
        if (filter.WorkflowSubStatuses is { } subStatuses) rows = rows.Where(r => subStatuses.Contains(r.SubStatus));
        if (filter.IsExecuting is { } executing) rows = rows.Where(r => r.IsExecuting == executing);
        if (filter.HasIncidents is { } incidents) rows = rows.Where(r => incidents ? r.IncidentCount > 0 : r.IncidentCount == 0);
        if (filter.IsSystem is { } system) rows = rows.Where(r => r.IsSystem == system);
        if (filter.BeforeLastUpdated is { } before) rows = rows.Where(r => r.UpdatedAt < before);
        if (filter.SearchTerm is { Length: > 0 } term)
        {
            var lower = term.ToLowerInvariant();
            rows = rows.Where(r => r.Name != null && r.Name.ToLower().Contains(lower)
                || r.Id == term || r.DefinitionId == term || r.DefinitionVersionId == term || r.CorrelationId == term);
        }
        foreach (var timestamp in filter.TimestampFilters ?? []) rows = rows.Matching(timestamp);
        return rows;
    }

    public static IQueryable<InstanceRow> Sorted(this IQueryable<InstanceRow> rows, InstanceOrder order, OrderDirection direction) => (order, direction) switch
    {
        (InstanceOrder.Updated, OrderDirection.Ascending) => rows.OrderBy(r => r.UpdatedAt).ThenBy(r => r.Id),
        (InstanceOrder.Updated, _) => rows.OrderByDescending(r => r.UpdatedAt).ThenByDescending(r => r.Id),
        (InstanceOrder.Finished, OrderDirection.Ascending) => rows.OrderBy(r => r.FinishedAt).ThenBy(r => r.Id),
        (InstanceOrder.Finished, _) => rows.OrderByDescending(r => r.FinishedAt).ThenByDescending(r => r.Id),
        (InstanceOrder.Name, OrderDirection.Ascending) => rows.OrderBy(r => r.Name).ThenBy(r => r.Id),
        (InstanceOrder.Name, _) => rows.OrderByDescending(r => r.Name).ThenByDescending(r => r.Id),
        (_, OrderDirection.Ascending) => rows.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id),
        _ => rows.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id),
    };

    /// <summary>The instances without their states, which may be large.</summary>
    public static IQueryable<WorkflowInstance> WithoutState(this IQueryable<InstanceRow> rows) => rows.Select(r => new WorkflowInstance
    {
        Id = r.Id,
        DefinitionId = r.DefinitionId,
        DefinitionVersionId = r.DefinitionVersionId,
        Version = r.Version,
        ParentWorkflowInstanceId = r.ParentWorkflowInstanceId,
        Status = r.Status,
        SubStatus = r.SubStatus,
        IsExecuting = r.IsExecuting,
        CorrelationId = r.CorrelationId,
        Name = r.Name,
        IncidentCount = r.IncidentCount,
        IsSystem = r.IsSystem,
        CreatedAt = r.CreatedAt,
        UpdatedAt = r.UpdatedAt,
        FinishedAt = r.FinishedAt,
        RowVersion = r.RowVersion,
    });

    public static IQueryable<BookmarkRow> Matching(this IQueryable<BookmarkRow> rows, BookmarkFilter filter)
    {
        if (filter.BookmarkId is { } id) rows = rows.Where(r => r.Id == id);
        if (filter.BookmarkIds is { } ids) rows = rows.Where(r => ids.Contains(r.Id));
        if (filter.WorkflowInstanceId is { } instance) rows = rows.Where(r => r.WorkflowInstanceId == instance);
        if (filter.WorkflowInstanceIds is { } instances) rows = rows.Where(r => instances.Contains(r.WorkflowInstanceId));
        if (filter.Hash is { } hash) rows = rows.Where(r => r.Hash == hash);
        if (filter.Hashes is { } hashes) rows = rows.Where(r => hashes.Contains(r.Hash));
        if (filter.CorrelationId is { } correlation) rows = rows.Where(r => r.CorrelationId == correlation);
        if (filter.Name is { } name) rows = rows.Where(r => r.Name == name);
        if (filter.Names is { } names) rows = rows.Where(r => names.Contains(r.Name!));
        if (filter.ActivityInstanceId is { } activity) rows = rows.Where(r => r.ActivityInstanceId == activity);
        return rows;
    }

    public static IQueryable<JournalRow> Matching(this IQueryable<JournalRow> rows, JournalFilter filter)
    {
        if (filter.ActivityIds is { } activities) rows = rows.Where(r => activities.Contains(r.ActivityId));
        if (filter.ActivityNodeIds is { } nodes) rows = rows.Where(r => nodes.Contains(r.ActivityNodeId));
        if (filter.ExcludedActivityTypes is { } types) rows = rows.Where(r => !types.Contains(r.ActivityType));
        if (filter.EventNames is { } events) rows = rows.Where(r => events.Contains(r.EventName!));
        return rows;
    }

    public static IQueryable<T> Cut<T>(this IQueryable<T> rows, PageArgs? page)
    {
        if (page?.Offset is { } offset) rows = rows.Skip(offset);
        if (page?.Limit is { } limit) rows = rows.Take(limit);
        return rows;
    }

    private static IQueryable<InstanceRow> Matching(this IQueryable<InstanceRow> rows, TimestampFilter filter)
    {
        Expression<Func<InstanceRow, DateTimeOffset?>> column = filter.Column switch
        {
            nameof(InstanceRow.CreatedAt) => r => r.CreatedAt,
            nameof(InstanceRow.UpdatedAt) => r => r.UpdatedAt,
            nameof(InstanceRow.FinishedAt) => r => r.FinishedAt,
            _ => throw new ArgumentException($"Expected CreatedAt, UpdatedAt or FinishedAt, found {filter.Column}.", nameof(filter)),
        };
        var at = Expression.Constant(filter.Timestamp, typeof(DateTimeOffset?));
        var comparison = filter.Operator switch
        {
            TimestampFilterOperator.Is => Expression.Equal(column.Body, at),
            TimestampFilterOperator.IsNot => Expression.NotEqual(column.Body, at),
            TimestampFilterOperator.LessThan => Expression.LessThan(column.Body, at),
            TimestampFilterOperator.GreaterThan => Expression.GreaterThan(column.Body, at),
            TimestampFilterOperator.LessThanOrEqual => Expression.LessThanOrEqual(column.Body, at),
            _ => Expression.GreaterThanOrEqual(column.Body, at),
        };
        return rows.Where(Expression.Lambda<Func<InstanceRow, bool>>(comparison, column.Parameters));
    }
}
