using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Communities;

/// <summary>Who has to be warned after an activity, and whose exit it triggers.</summary>
/// <param name="Warned">First absence in a row.</param>
/// <param name="Exiting">The absence that reaches the threshold.</param>
public sealed record JudgedAbsences(IReadOnlyList<Attendance> Warned, IReadOnlyList<Attendance> Exiting);

/// <summary>Counts the absences in a row of everybody who was absent now, within this activity's scope (R44, R45, R49).</summary>
public sealed class JudgeAbsences(ApprovalsDb db, AuditTrail audit)
{
    /// <param name="threshold">Absences in a row that count as leaving; default 2.</param>
    public async Task<JudgedAbsences> Run(Gathering gathering, int threshold, CancellationToken cancellation = default)
    {
        if (!gathering.CountsForExit) return new([], []);
        var past = await db.Set<Gathering>().Include(g => g.Attendance)
            .Where(g => g.Scope == gathering.Scope && g.ScopeId == gathering.ScopeId && g.CountsForExit && g.RecordedAt != null && g.StartsAt <= gathering.StartsAt && g.Id != gathering.Id)
            .OrderBy(g => g.StartsAt).ThenBy(g => g.Id)
            .ToListAsync(cancellation);
        var (warned, exiting) = (new List<Attendance>(), new List<Attendance>());
        foreach (var line in gathering.Attendance.Where(a => a.Status == AttendanceStatus.Absent))
        {
            var row = past.Append(gathering).Select(g => g.Attendance.Find(a => a.OrganisationId == line.OrganisationId)?.Status).OfType<AttendanceStatus>();
            var count = Absence.InARow(row);
            if (count == threshold) exiting.Add(line);
            else if (count < threshold) warned.Add(line);
        }

        await audit.Write(Subject.Case(gathering.CaseId), "absence.judged", new AuditDetail
        {
            Clause = "R44, R45, R49",
            Outcome = exiting.Count > 0 ? "ExitTriggered" : warned.Count > 0 ? "Warned" : "Clear",
            After = string.Join("、", exiting.Concat(warned).Select(a => a.Unit)),
        }, cancellation);
        return new(warned, exiting);
    }
}
