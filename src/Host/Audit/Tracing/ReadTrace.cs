using System.Text;
using System.Text.Json.Nodes;
using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Engine.Storage;
using Workflows.Host.Studio.Definitions;

namespace Workflows.Host.Audit.Tracing;

/// <summary>Reads how a case went: its family, the chart it ran on with the path it took, each step with its time, what was skipped, returned and voided.</summary>
public sealed class ReadTrace(ApprovalsDb db, IWorkflowStore store, ExportCharts charts, TimeProvider clock)
{
    /// <summary>Most cases of a family that are named, of each kind.</summary>
    private const int MostKin = 50;

    /// <returns>Null when there is no such case, or the caller does not see everything.</returns>
    public async Task<CaseTrace?> Run(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        if (!MaySeeCase.SeesEverything(caller)) return null;
        var item = await db.Cases.AsNoTracking().Include(c => c.Applicant).Include(c => c.Call).Include(c => c.NationalCall).SingleOrDefaultAsync(c => c.Id == caseId, cancellation);
        if (item is null) return null;
        var steps = await Steps(caseId, cancellation);
        var subject = Subject.Case(caseId);
        var skipped = await db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject && e.Action == "block.skipped").OrderBy(e => e.Sequence)
            .Select(e => new TraceSkip(e.Activity, e.After ?? "", e.Comment, e.At)).ToListAsync(cancellation);
        var voided = await db.SealUses.AsNoTracking().Where(s => s.CaseId == caseId && s.VoidedAt != null).OrderBy(s => s.VoidedAt)
            .Select(s => new TraceVoid(s.Seal!.Name, s.Block, s.At, s.VoidedAt!.Value, s.VoidedWhy ?? "")).ToListAsync(cancellation);
        return new CaseTrace(
            item.Id, item.Number, item.Title, item.Applicant!.FullName, item.CallId, item.Call!.Code, item.Call.Title, item.NationalCall!.Code, item.Status, item.Reason, item.CreatedAt, item.ClosedAt, item.InstanceId,
            await Family(item, cancellation), steps, skipped, voided, await AttendanceOf(item, cancellation), await Chart(item, steps, cancellation));
    }

    private async Task<IReadOnlyList<TraceKin>> Family(Case item, CancellationToken cancellation)
    {
        var family = new List<TraceKin>();
        if (item.ParentId is { } parent) family.AddRange(await Kin("parent", db.Cases.Where(c => c.Id == parent), cancellation));
        family.AddRange(await Kin("child", db.Cases.Where(c => c.ParentId == item.Id), cancellation));
        family.AddRange(await Kin("sibling", item.ParentId is { } same ? db.Cases.Where(c => c.ParentId == same && c.Id != item.Id) : db.Cases.Where(c => c.CallId == item.CallId && c.ApplicantId == item.ApplicantId && c.Id != item.Id), cancellation));
        return family;
    }

    private static async Task<List<TraceKin>> Kin(string kin, IQueryable<Case> cases, CancellationToken cancellation) =>
        await cases.AsNoTracking().OrderBy(c => c.Id).Take(MostKin).Select(c => new TraceKin(kin, c.Id, c.Number, c.Applicant!.FullName, c.Status)).ToListAsync(cancellation);

    private async Task<IReadOnlyList<TraceStep>> Steps(long caseId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var finished = await db.FinishedWorkItems.AsNoTracking().Include(w => w.Organisation).Include(w => w.DecidedBy).Where(w => w.CaseId == caseId).OrderBy(w => w.FinishedAt).ThenBy(w => w.Id).ToListAsync(cancellation);
        var open = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == caseId).OrderBy(w => w.CreatedAt).ToListAsync(cancellation);
        var bodies = open.Select(w => w.OrganisationId).ToList();
        var names = await db.Organisations.Where(o => bodies.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        return
        [
            .. finished.Select(w => new TraceStep(
                w.Id, w.ActivityId, w.Title, w.Organisation?.FullName, w.DecidedBy?.Name, w.Outcome, w.Comment ?? w.Withdrawn, w.CreatedAt, w.FinishedAt, w.DueAt, w.Outcome is "Return" or "Returned" or "Incomplete", w.DueAt < w.FinishedAt)),
            .. open.Select(w => new TraceStep(w.Id, w.ActivityId, w.Title, names.GetValueOrDefault(w.OrganisationId), null, null, null, w.CreatedAt, null, w.DueAt, false, w.DueAt < now)),
        ];
    }

    private async Task<IReadOnlyList<TraceAttendance>> AttendanceOf(Case item, CancellationToken cancellation) => item.Status is CaseStatus.Exiting or CaseStatus.Exited
        ? await db.Attendance.AsNoTracking().Where(a => a.OrganisationId == item.ApplicantId && a.Gathering!.RecordedAt != null).OrderBy(a => a.Gathering!.StartsAt)
            .Select(a => new TraceAttendance(a.GatheringId, a.Gathering!.Title, a.Gathering.StartsAt, a.Status, a.Gathering.CountsForExit, a.Evidence, a.LeaveReason)).ToListAsync(cancellation)
        : [];

    private async Task<TraceChart?> Chart(Case item, IReadOnlyList<TraceStep> steps, CancellationToken cancellation)
    {
        if (item.InstanceId is not { } id || await store.FindInstanceAsync(id, cancellation) is not { } instance) return null;
        if (await charts.One(instance.DefinitionId, FormattableString.Invariant($"{instance.Version}"), false, cancellation) is not { } file) return null;
        if (JsonNode.Parse(Encoding.UTF8.GetString(file.Content))?["root"] is not JsonObject root) return null;
        var now = clock.GetUtcNow();
        var known = (root["activities"] as JsonArray ?? []).Select(a => $"{a?["id"]}").ToHashSet();
        var runs = (await store.ListActivityExecutionsAsync(id, cancellationToken: cancellation)).Where(r => known.Contains(r.ActivityId)).OrderBy(r => r.StartedAt).ToList();
        var connections = (root["connections"] as JsonArray ?? []).Select(c => ($"{c?["source"]?["activity"]}", $"{c?["target"]?["activity"]}")).ToHashSet();
        return new TraceChart(
            instance.DefinitionId, instance.Version, root.ToJsonString(Json.Options),
            [.. runs.GroupBy(r => r.ActivityId).Select(r => new TraceRuns(r.Key, r.Count(), TimeSpan.FromTicks(r.Sum(x => ((x.CompletedAt ?? now) - x.StartedAt).Ticks)), r.Any(x => x.CompletedAt is null)))],
            [.. Taken(runs, connections)], [.. Returns(runs, steps)]);
    }

    /// <summary>An activity was reached from the one that scheduled it; where another did that from outside, from the one before it by connection that was done last.</summary>
    private static IEnumerable<(string Source, string Target)> Taken(List<ActivityExecutionRecord> runs, HashSet<(string Source, string Target)> connections)
    {
        for (var at = 0; at < runs.Count; at++)
        {
            if (runs[at].SchedulingActivityId is { } by && connections.Contains((by, runs[at].ActivityId)))
            {
                yield return (by, runs[at].ActivityId);
                continue;
            }
            for (var before = at - 1; before >= 0; before--)
            {
                if (runs[before].CompletedAt is not { } done || done > runs[at].StartedAt || !connections.Contains((runs[before].ActivityId, runs[at].ActivityId))) continue;
                yield return (runs[before].ActivityId, runs[at].ActivityId);
                break;
            }
        }
    }

    /// <summary>After a step that sent the case back, it went on at an activity that had run before.</summary>
    private static IEnumerable<(string Source, string Target)> Returns(List<ActivityExecutionRecord> runs, IReadOnlyList<TraceStep> steps)
    {
        foreach (var step in steps.Where(s => s is { IsReturn: true, ActivityId: not null, FinishedAt: not null }))
        {
            var again = runs.Where((r, at) => r.StartedAt >= step.FinishedAt && r.ActivityId != step.ActivityId && runs.Take(at).Any(earlier => earlier.ActivityId == r.ActivityId)).ToList();
            if ((again.Find(r => r.SchedulingActivityId == step.ActivityId) ?? again.FirstOrDefault()) is { } next) yield return (step.ActivityId!, next.ActivityId);
        }
    }
}
