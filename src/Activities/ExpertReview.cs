using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Activities.Words;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Forms;

namespace Workflows.Activities;

/// <summary>
/// Has the received cases of the call assessed: first the officer assigns experts, never on a case of their own unit (R33), then each expert
/// scores: by the items of the standard that was adopted for the call, otherwise by the score sheet of its form. A declared conflict counts for nothing.
/// How many experts a case needs is the call's.
/// </summary>
[Activity("Approvals", "评定与名单", "组织专家评定：先分派专家（本单位回避），再由各专家评分；每件的专家人数以批次规定为准。", DisplayName = "专家评定")]
[InEnglish("Expert review", "The officer assigns experts, never on a case of their own unit; each expert scores.")]
[FlowNode("Completed", "QuorumNotReached")]
public sealed class ExpertReview([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var cases = await context.ReceivedCasesAsync();
        if (cases.Count == 0)
        {
            await context.CompleteActivityWithOutcomesAsync("Completed");
            return;
        }

        var call = await context.NationalCallAsync();
        var assigned = (await AssignmentsAsync(context, cases)).ToLookup(a => a.CaseId, a => a.ExpertId);
        var request = new JsonObject
        {
            ["phase"] = "assigning",
            ["minExperts"] = call.MinExperts,
            ["cases"] = await DescribeAsync(context, cases, assigned),
            ["experts"] = await ExpertsAsync(context),
        };
        await AskAsync(context, new Question(["Assigned"], request) { Key = "assign" }, OnAssignedAsync);
    }

    private async ValueTask OnAssignedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var call = await context.NationalCallAsync();
        var cases = await context.ReceivedCasesAsync();
        var chosen = Answer.Of(context).Data["assignments"] as JsonObject ?? [];
        var assignments = cases.ToDictionary(
            c => c.Id, c => (IReadOnlyCollection<long>)[.. (chosen[Digits(c.Id)] as JsonArray ?? []).Select(e => Number(e)).Where(e => e != 0)]);
        var body = await OrganisationAsync(context);
        var added = context.OrRefuse(await context.GetRequiredService<AssignExperts>().Run(assignments, body.Id, call.MinExperts, context.CancellationToken));
        if (added is null) return;

        var open = added.GroupBy(a => a.ExpertId).ToList();
        if (open.Count == 0)
        {
            await FinishAsync(context);
            return;
        }

        var criteria = await CriteriaAsync(context, call);
        foreach (var expert in open)
        {
            var own = cases.Where(c => expert.Any(a => a.CaseId == c.Id)).ToList();
            var request = new JsonObject
            {
                ["phase"] = "scoring",
                ["cases"] = await DescribeAsync(context, own, null),
                ["criteria"] = new JsonArray([.. criteria.Select(c => new JsonObject
                {
                    ["key"] = c.Key, ["label"] = new JsonObject { ["zh"] = c.Label.Zh, ["en"] = c.Label.En }, ["max"] = c.Max,
                })]),
            };
            await AskAsync(context, new Question(["Scored"], request) { Key = Digits(expert.Key), PersonId = expert.Key }, OnScoredAsync);
        }
    }

    private async ValueTask OnScoredAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var criteria = await CriteriaAsync(context, await context.NationalCallAsync());
        var given = Answer.Of(context).Data["scores"] as JsonObject ?? [];
        var scores = given.Select(g => ScoreOf(Number(g.Key), g.Value as JsonObject ?? [], criteria)).ToList();
        if (context.OrRefuse(await context.GetRequiredService<ScoreCases>().Run(scores, criteria, context.CancellationToken)) is null) return;
        var cases = await context.ReceivedCasesAsync();
        var done = (await SheetsAsync(context, cases)).Select(s => (s.CaseId, s.ExpertId)).ToHashSet();
        var mine = context.GetRequiredService<CurrentActor>().Actor.PersonId;
        var missing = (await AssignmentsAsync(context, cases)).Where(a => !done.Contains((a.CaseId, a.ExpertId))).ToList();
        if (missing.Find(a => a.ExpertId == mine) is { } forgotten)
        {
            context.Refuse(new Refusal("score.missing", cases.First(c => c.Id == forgotten.CaseId).Number, ""));
            return;
        }

        if (missing.Count == 0) await FinishAsync(context);
    }

    private static async ValueTask FinishAsync(ActivityExecutionContext context)
    {
        var call = await context.NationalCallAsync();
        var cases = await context.ReceivedCasesAsync();
        var valid = (await SheetsAsync(context, cases)).Where(s => !s.ConflictDeclared).CountBy(s => s.CaseId).ToDictionary();
        var isEnough = cases.All(c => valid.GetValueOrDefault(c.Id) >= call.MinExperts);
        await context.CompleteActivityWithOutcomesAsync(isEnough ? "Completed" : "QuorumNotReached");
    }

    private static async Task<JsonArray> DescribeAsync(ActivityExecutionContext context, IReadOnlyList<Case> cases, ILookup<long, long>? experts)
    {
        var described = new JsonArray();
        foreach (var item in cases)
        {
            var unit = await context.Db().Organisations.FindAsync([item.ApplicantId], context.CancellationToken);
            var line = new JsonObject { ["caseId"] = Digits(item.Id), ["number"] = item.Number, ["unit"] = unit!.FullName, ["unitId"] = Digits(unit.Id) };
            if (experts is not null) line["experts"] = new JsonArray([.. experts[item.Id].Select(e => JsonValue.Create(Digits(e)))]);
            described.Add(line);
        }

        return described;
    }

    /// <summary>Whoever holds an expert's seat at the assessing body or in the expert group under it.</summary>
    private async Task<JsonArray> ExpertsAsync(ActivityExecutionContext context)
    {
        var body = await OrganisationAsync(context);
        var holders = await context.Db().ExpertsOf(body.Id, context.Now())
            .Select(h => new { h.PersonId, h.Person!.Name, h.Person.OrganisationId, Unit = h.Person.Organisation!.FullName })
            .ToListAsync(context.CancellationToken);
        return [.. holders.DistinctBy(h => h.PersonId).OrderBy(h => h.PersonId).Select(h => new JsonObject
        {
            ["personId"] = Digits(h.PersonId), ["name"] = h.Name, ["unit"] = h.Unit, ["unitId"] = h.OrganisationId is { } id ? Digits(id) : null,
        })];
    }

    private static async Task<IReadOnlyList<ScoreCriterion>> CriteriaAsync(ActivityExecutionContext context, Call call)
    {
        if (await context.Db().StandardOf(call, context.CancellationToken) is { Criteria.Count: > 0 } standard) return standard.Criteria;
        var key = call.Parameters["scoringForm"]?.ToString() ?? $"{call.FormKey}-score";
        var sheet = context.GetRequiredService<FormDefinitions>().Find(key) ?? throw new InvalidOperationException(
            $"Expected the score sheet {key} of call {call.Code}, found none of that key. Put {key}.form.json into the folder of the chains, or name another one as the call's parameter scoringForm.");
        return ScoreCriterion.Of(sheet);
    }

    private static Score ScoreOf(long caseId, JsonObject given, IReadOnlyList<ScoreCriterion> criteria) => new(
        caseId,
        criteria.Where(c => given[c.Key] is JsonValue).ToDictionary(c => c.Key, c => decimal.Parse(given[c.Key]!.ToString(), CultureInfo.InvariantCulture)),
        given["opinion"]?.ToString(),
        given["conflict"]?.ToString() == "true");

    private static Task<List<ExpertAssignment>> AssignmentsAsync(ActivityExecutionContext context, IReadOnlyList<Case> cases)
    {
        var ids = cases.Select(c => c.Id).ToList();
        return context.Db().ExpertAssignments.Where(a => ids.Contains(a.CaseId)).ToListAsync(context.CancellationToken);
    }

    /// <summary>The score sheets in the database and those that this unit of work adds.</summary>
    private static async Task<IReadOnlyList<ScoreSheet>> SheetsAsync(ActivityExecutionContext context, IReadOnlyList<Case> cases)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var stored = await context.Db().ScoreSheets.Where(s => ids.Contains(s.CaseId)).ToListAsync(context.CancellationToken);
        return [.. stored.Concat(context.Db().ScoreSheets.Local.Where(s => ids.Contains(s.CaseId))).DistinctBy(s => s.Id)];
    }

    private static string Digits(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static long Number(object? text) => long.TryParse(text?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
