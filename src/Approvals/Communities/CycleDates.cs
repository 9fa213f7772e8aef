using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Communities;

/// <summary>Begins a cycle and passes what comes due in it, one after another.</summary>
public sealed class CycleDates(ApprovalsDb db, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <summary>The rules of the cycle in the parameters of its call, or of the national one.</summary>
    public static JsonObject? RulesOf(Case item) => (item.Call!.Parameters["cycle"] ?? item.NationalCall?.Parameters["cycle"]) as JsonObject;

    /// <summary>The cycle of the case; it begins today when it has not begun yet.</summary>
    public async Task<Cycle> Of(Case item, CancellationToken cancellation = default)
    {
        var there = db.Set<Cycle>().Local.FirstOrDefault(c => c.CaseId == item.Id) ?? await db.Set<Cycle>().FirstOrDefaultAsync(c => c.CaseId == item.Id, cancellation);
        if (there is not null) return there;
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        var start = (await db.LoadCommunity(item.ApplicantId, cancellation))?.SignedOn ?? today;
        var cycle = new Cycle { Id = ids.Next(), CaseId = item.Id, OrganisationId = item.ApplicantId, StartsOn = start, EndsOn = Cycle.EndOf(start, RulesOf(item)) };
        db.Add(cycle);
        await audit.Write(Subject.Case(item.Id), "cycle.begun", new AuditDetail { Clause = "R84", After = $"{cycle.StartsOn:yyyy-MM-dd}–{cycle.EndsOn:yyyy-MM-dd}" }, cancellation);
        return cycle;
    }

    /// <summary>Notes that something has come due.</summary>
    public async Task Pass(Cycle cycle, CycleDate date, CancellationToken cancellation = default)
    {
        cycle.Pass(date);
        await audit.Write(Subject.Case(cycle.CaseId), "cycle.date", new AuditDetail { Clause = "R50, R51, R84", Outcome = date.Event.ToString(), After = date.Period }, cancellation);
    }
}
