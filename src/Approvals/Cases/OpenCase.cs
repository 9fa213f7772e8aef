using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>A case that a chain opens for a unit, in place of the unit's own start.</summary>
/// <param name="Key">What tells it apart under its call: opening it again finds it.</param>
/// <param name="InstanceId">The workflow instance that will carry it.</param>
/// <param name="FormKey">The form it is about; empty: the call's.</param>
/// <param name="ParentId">The case whose chain opens it.</param>
public sealed record NewChildCase(string Key, string ChainId, string InstanceId, string Title, DateTimeOffset DueAt, string? FormKey = null, long? ParentId = null)
{
    /// <summary>First values of the form, by field; fields of the party <c>dispatcher</c> stay as they are given here.</summary>
    public JsonObject Parameters { get; init; } = [];
}

/// <summary>A chain opens a case for a unit. Opening one that is there already returns it.</summary>
public sealed class OpenCase(ApprovalsDb db, AuditTrail audit, Numbers numbers, IdSource ids, TimeProvider clock)
{
    /// <returns>The case, and whether it is new.</returns>
    public async Task<(Case Case, bool IsNew)> Run(Call call, Organisation unit, NewChildCase asked, CancellationToken cancellation = default)
    {
        var there = db.Cases.Local.FirstOrDefault(c => c.CallId == call.Id && c.Key == asked.Key)
            ?? await db.Cases.FirstOrDefaultAsync(c => c.CallId == call.Id && c.Key == asked.Key, cancellation);
        if (there is not null) return (there, false);

        var number = await numbers.Next($"case:{call.NationalId}", cancellation);
        var item = new Case
        {
            Id = ids.Next(),
            Number = string.Create(CultureInfo.InvariantCulture, $"{call.Code}-{number:0000}"),
            CallId = call.Id,
            NationalCallId = call.NationalId,
            ApplicantId = unit.Id,
            Title = asked.Title,
            Status = CaseStatus.Open,
            ChainId = asked.ChainId,
            InstanceId = asked.InstanceId,
            FormKey = asked.FormKey,
            ParentId = asked.ParentId,
            Key = asked.Key,
            Parameters = (JsonObject)asked.Parameters.DeepClone(),
            CreatedAt = clock.GetUtcNow(),
            DueAt = asked.DueAt,
            Route = call.Routes.Contains(Route.Recommended) ? Route.Recommended : Route.Direct,
        };
        db.Cases.Add(item);
        await audit.Write(Subject.Case(item.Id), "case.opened", new AuditDetail { After = item.Number, Comment = asked.Title }, cancellation);
        return (item, true);
    }
}
