using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence;
using Case = Workflows.Approvals.Cases.Case;

namespace Workflows.Host.Tests.Figures;

/// <summary>Cases with open and finished work of any kind, written straight into the tables: more and odder than any story.</summary>
internal sealed class GeneratedWork(RunningApplication app, Random random)
{
    private static readonly string?[] Outcomes = ["Approve", "Approve", "Approve", "Return", "Reject", "Incomplete", "Submitted", null];
    private static readonly string?[] Reasons = ["材料不全", "请补充", "  材料不全 ", "", null];
    private static readonly (string Chain, string? Activity)[] Steps = [("pilot-site-application", "fill"), ("pilot-site-application", "superior-opinion"), ("pilot-site-application", null), ("brand-centre", "superior-opinion")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>When the first of it was begun.</summary>
    public DateTimeOffset Start { get; init; } = RunningApplication.Start.AddDays(-200);

    public async Task Write(int cases, int finished, int open) => _ = (await app.Services.GetRequiredService<UnitOfWork>().Run<int>(
        Actor.System,
        async (scope, token) =>
        {
            var (db, ids, audit) = (scope.GetRequiredService<ApprovalsDb>(), scope.GetRequiredService<IdSource>(), scope.GetRequiredService<AuditTrail>());
            var organisations = await db.Organisations.OrderBy(o => o.Id).ToListAsync(token);
            var seats = await db.Seats.OrderBy(s => s.Id).ToListAsync(token);
            var calls = await db.Calls.OrderBy(c => c.Id).ToListAsync(token);
            var people = await db.People.OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(token);
            var all = new List<Case>();
            for (var i = 0; i < cases; i++)
            {
                var call = Any(calls);
                var item = new Case
                {
                    Id = ids.Next(), Number = string.Create(CultureInfo.InvariantCulture, $"GEN-{ids.Next()}"), CallId = call.Id, NationalCallId = call.NationalId, ApplicantId = Any(organisations).Id, ChainId = Any(Steps).Chain,
                    Status = Any(Enum.GetValues<CaseStatus>()), CreatedAt = Sometime(),
                };
                db.Cases.Add(item);
                all.Add(item);
                await audit.Write(Subject.Case(item.Id), "case.opened", cancellation: token);
            }
            foreach (var call in calls) await audit.Write(Subject.Call(call.Id), "call.opened", cancellation: token);
            for (var i = 0; i < finished; i++)
            {
                var ((chain, activity), item, at) = (Any(Steps), random.Next(10) == 0 ? null : Any(all), Sometime());
                var (seat, outcome) = (random.Next(8) == 0 ? null : Any(seats), Any(Outcomes));
                db.FinishedWorkItems.Add(new FinishedWorkItem
                {
                    Id = ids.Next(), Kind = "OpinionTask", ChainId = chain, ActivityId = activity, Title = new Label("环节", "Step"), CaseId = item?.Id, CallId = item?.CallId ?? Any(calls).Id,
                    OrganisationId = seat?.OrganisationId ?? Any(organisations).Id, SeatId = seat?.Id, CreatedAt = at, FinishedAt = at.AddSeconds(random.Next(3) == 0 ? random.Next(100) : random.Next(3_000_000)),
                    DueAt = random.Next(3) == 0 ? null : at.AddSeconds(random.Next(2_000_000)), Outcome = outcome, Comment = Any(Reasons), Withdrawn = outcome is null ? "went another way" : null,
                    DecidedById = random.Next(12) == 0 ? null : Any(people), Companion = random.Next(9) == 0 ? Any<CompanionKind?>([CompanionKind.Question, CompanionKind.SignAfter]) : null,
                });
            }
            for (var i = 0; i < open; i++)
            {
                var ((chain, activity), item, seat) = (Any(Steps), Any(all), Any(seats));
                db.WorkItems.Add(new WorkItem
                {
                    Id = ids.Next(), Kind = "OpinionTask", ChainId = chain, ActivityId = activity, Title = new Label("环节", "Step"), CaseId = item.Id, CallId = item.CallId, OrganisationId = seat.OrganisationId,
                    SeatId = random.Next(8) == 0 ? null : seat.Id, UnitId = item.ApplicantId, CreatedAt = Sometime(), DueAt = random.Next(3) == 0 ? null : RunningApplication.Start.AddDays(random.Next(-20, 20)),
                    Companion = random.Next(9) == 0 ? Any<CompanionKind?>([CompanionKind.Question, CompanionKind.SignAfter]) : null,
                });
            }
            return finished;
        },
        Stop)).Value;

    /// <summary>Whole seconds within two hundred days.</summary>
    private DateTimeOffset Sometime() => Start.AddSeconds(random.Next(200 * 86400)).ToUniversalTime();

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
