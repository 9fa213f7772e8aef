using Elsa.Common.Models;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Parts;

/// <summary>A step to which the chart leads.</summary>
/// <param name="Organisation">Who does it, as things stand; empty where only the chain can say.</param>
/// <param name="Why">Why there is no organisation.</param>
/// <param name="People">Who holds the seat now; empty where nobody does, or where it is not said, as with experts.</param>
/// <param name="Depends">Whether it comes depends on something that is not decided yet, e.g. a condition in the chart.</param>
public sealed record NextStep(string Kind, Label Title, string? Organisation, string? Why, SeatRole? Role, IReadOnlyList<string> People, bool Depends);

/// <summary>What follows one outcome of an open work item.</summary>
/// <param name="Steps">Empty: nobody is asked by this chart any more.</param>
public sealed record NextAfter(long WorkItemId, Label Title, string Outcome, Label Label, IReadOnlyList<NextStep> Steps);

/// <summary>
/// 下一步由谁办理: from where a case is, the next seats by the chart of its version. It follows the arrows through everything that asks nobody; where the chart
/// branches on something that is not known yet, every branch is named and marked.
/// </summary>
public sealed class ReadNextSteps(ApprovalsDb db, MaySeeCase maySee, IWorkflowDefinitionService definitions, FindParty parties, TimeProvider clock)
{
    /// <returns>Null when there is no such case, or the caller may not know that there is.</returns>
    public async Task<IReadOnlyList<NextAfter>?> Run(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, caseId, cancellation) || await db.LoadCase(caseId, cancellation) is not { } item) return null;
        var open = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == caseId && w.BookmarkId != null).OrderBy(w => w.CreatedAt).ThenBy(w => w.Id).ToListAsync(cancellation);
        var found = new List<NextAfter>();
        foreach (var work in open.DistinctBy(w => (w.InstanceId, w.ActivityId)))
        {
            if (work.DefinitionVersion is not { } version || await definitions.FindWorkflowGraphAsync(work.ChainId, VersionOptions.SpecificVersion(version), cancellation) is not { } graph) continue;
            if (graph.Nodes.Select(node => node.Activity).OfType<Flowchart>().FirstOrDefault(chart => chart.Activities.Any(each => each.Id == work.ActivityId)) is not { } chart) continue;
            foreach (var outcome in work.Outcomes)
            {
                var steps = new List<NextStep>();
                await Follow(chart, work.ActivityId!, outcome.Name, item, depends: false, [], steps, cancellation);
                found.Add(new NextAfter(work.Id, work.Title, outcome.Name, outcome.Label, [.. steps.DistinctBy(s => (s.Kind, s.Title.Zh, s.Organisation, s.Role))]));
            }
        }
        return found;
    }

    private async Task Follow(Flowchart chart, string from, string? port, Case item, bool depends, HashSet<string> visited, List<NextStep> steps, CancellationToken cancellation)
    {
        foreach (var next in chart.Connections.Where(c => c.Source.Activity.Id == from && (port is null || c.Source.Port is null || c.Source.Port == port)).Select(c => c.Target.Activity).Distinct().ToList())
        {
            if (next is AskingActivity asking)
            {
                steps.Add(await Step(asking, item, depends, cancellation));
                continue;
            }
            if (!visited.Add(next.Id)) continue;
            var ports = chart.Connections.Where(c => c.Source.Activity.Id == next.Id).Select(c => c.Source.Port).Distinct().ToList();
            if (next is ResolveParty resolve && Literal(resolve.Party) is { } party)
            {
                // Known already: the level is there, or it does not apply.
                var resolved = await parties.Run(item, party, ShanghaiTime.DayOf(clock.GetUtcNow()), cancellation);
                await Follow(chart, next.Id, resolved.Organisation is not null ? "Found" : resolved.Skipped is not null ? "Skipped" : "NotFound", item, depends, visited, steps, cancellation);
                continue;
            }
            foreach (var way in ports) await Follow(chart, next.Id, way, item, depends || ports.Count > 1, visited, steps, cancellation);
        }
    }

    private async Task<NextStep> Step(AskingActivity asking, Case item, bool depends, CancellationToken cancellation)
    {
        var kind = asking.Type[(asking.Type.LastIndexOf('.') + 1)..];
        var role = Enum.TryParse<SeatRole>(Literal(asking.Role), ignoreCase: true, out var named) ? named : (SeatRole?)null;
        // Several sign: which of them is not one seat.
        if (asking is OpinionTask { Signers: { } signers } && signers.Expression is { Value: { } lines } && lines.ToString() is { Length: > 0 } text && text is not ("[]" or "") && lines is not ICollection<string> { Count: 0 }) role = null;
        if (Literal(asking.Party) is not { } party) return new NextStep(kind, asking.WorkTitle(), null, null, role, [], depends);
        var found = await parties.Run(item, party, ShanghaiTime.DayOf(clock.GetUtcNow()), cancellation);
        if (found.Organisation is not { } organisation) return new NextStep(kind, asking.WorkTitle(), null, found.Skipped is { } skipped ? FoundParty.Words(skipped) : null, role, [], depends);
        return new NextStep(kind, asking.WorkTitle(), organisation.FullName, null, role, kind == nameof(ExpertReview) || role is not { } seat ? [] : await Holders(organisation.Id, seat, cancellation), depends);
    }

    private async Task<IReadOnlyList<string>> Holders(long organisationId, SeatRole role, CancellationToken cancellation)
    {
        var (now, roles) = (clock.GetUtcNow(), StandIn.For(role));
        var held = await db.SeatHoldings.AsNoTracking().Where(h => h.Seat!.OrganisationId == organisationId && roles.Contains(h.Seat.Role) && h.From <= now && (h.To == null || h.To > now))
            .OrderBy(h => h.PersonId).Select(h => new { h.Person!.Name, h.Seat!.Role }).ToListAsync(cancellation);
        var seat = roles.FirstOrDefault(each => held.Exists(h => h.Role == each), role);
        return [.. held.Where(h => h.Role == seat).Select(h => h.Name).Distinct()];
    }

    /// <summary>What the designer wrote; null where an expression says it, which only the running chain can.</summary>
    private static string? Literal(Input<string>? input) => input?.Expression is { Type: "Literal", Value: { } value } && value.ToString() is { Length: > 0 } text ? text : null;
}
