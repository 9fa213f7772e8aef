using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Rankings;

namespace Workflows.Activities;

/// <summary>What an activity of a chain is about: the case or the call that its instance belongs to, and now.</summary>
internal static class ChainContext
{
    /// <summary>The case of this instance (input <c>CaseId</c>); 0 when the instance belongs to a call.</summary>
    public static long CaseId(this ActivityExecutionContext context) => Id(context, "CaseId");

    /// <summary>The call of this instance (input <c>CallId</c>); 0 when the instance belongs to a case.</summary>
    public static long CallId(this ActivityExecutionContext context) => Id(context, "CallId");

    /// <summary>The case with everything on it.</summary>
    public static async Task<Case> CaseAsync(this ActivityExecutionContext context)
    {
        var id = context.CaseId();
        return await context.Db().LoadCase(id, context.CancellationToken) ?? throw new InvalidOperationException(
            $"Expected {context.Activity.Type} to run in the chain of a case, but the input CaseId is {id}. Start the chain with the id of a case.");
    }

    /// <summary>The national call of the case, or the call that the instance belongs to.</summary>
    public static async Task<Call> NationalCallAsync(this ActivityExecutionContext context)
    {
        if (context.CaseId() != 0) return (await context.CaseAsync()).NationalCall!;
        var id = context.CallId();
        return await context.Db().Calls.FindAsync([id], context.CancellationToken) ?? throw new InvalidOperationException(
            $"Expected {context.Activity.Type} to run in the chain of a call, but the input CallId is {id}. Start the chain with the id of a call.");
    }

    /// <summary>The call that the case answers, or the call that the instance belongs to.</summary>
    public static async Task<Call> OwnCallAsync(this ActivityExecutionContext context) =>
        context.CaseId() != 0 ? (await context.CaseAsync()).Call! : await context.NationalCallAsync();

    /// <summary>The call whose list this chain decides and publishes: the case's own where it names who decides (a province's package), otherwise the national one.</summary>
    public static async Task<Call> ListCallAsync(this ActivityExecutionContext context) =>
        context.CaseId() != 0 && (await context.CaseAsync()).Call is { DecideById: not null } own ? own : await context.NationalCallAsync();

    /// <summary>What is decided on: the cases that a package recommends, in their order; in the chain of a call the cases received for it.</summary>
    public static async Task<IReadOnlyList<Case>> CasesToDecideAsync(this ActivityExecutionContext context)
    {
        if (context.CaseId() == 0) return await context.ReceivedCasesAsync();
        var call = await context.OwnCallAsync();
        var ranking = await context.Db().RankingOf(call.Id, context.CancellationToken);
        var kinds = await context.Db().KindsOf(call, context.CancellationToken);
        var cases = new List<Case>();
        foreach (var entry in kinds.SelectMany(kind => ranking?.Order(kind) ?? []))
            cases.Add((await context.Db().Cases.FindAsync([entry.CaseId], context.CancellationToken))!);
        return cases;
    }

    /// <summary>The organisation of a party; one that cannot be found is an incident.</summary>
    public static async Task<Organisation> PartyAsync(this ActivityExecutionContext context, string party)
    {
        var found = await context.ResolveAsync(party);
        return found.Organisation ?? throw new InvalidOperationException(
            $"Expected the {party} of this chain to be found for activity {context.Activity.Id}, but {found.Why}. Put 确定承办单位 before it, or enter the organisation.");
    }

    /// <summary>Every organisation of a party; none may be an answer, except for an education authority above the applicant, which has to be found.</summary>
    /// <param name="what">What was looked for, in the words of the incident.</param>
    public static async Task<IReadOnlyList<Organisation>> PartiesAsync(this ActivityExecutionContext context, string party, string what)
    {
        var parties = context.GetRequiredService<Parties>();
        if (context.CaseId() == 0) return (await parties.ResolveAll(await context.NationalCallAsync(), party, context.CancellationToken)).OrFault(what);
        return FindParty.IsAuthority(party) ? [await context.PartyAsync(party)] : (await parties.ResolveAll(await context.CaseAsync(), party, context.CancellationToken)).OrFault(what);
    }

    /// <summary>The organisation of a party, or why there is none.</summary>
    public static async Task<FoundParty> ResolveAsync(this ActivityExecutionContext context, string party) => context.CaseId() != 0
        ? await context.GetRequiredService<FindParty>().Run(await context.CaseAsync(), party, ShanghaiTime.DayOf(context.Now()), context.CancellationToken)
        : FoundParty.Of(await context.GetRequiredService<Parties>().Resolve(await context.NationalCallAsync(), party, context.CancellationToken));

    /// <summary>The cases that the project group received for this call, by number.</summary>
    public static async Task<IReadOnlyList<Case>> ReceivedCasesAsync(this ActivityExecutionContext context)
    {
        var call = await context.NationalCallAsync();
        return await context.Db().Cases
            .Where(c => c.NationalCallId == call.Id && c.Receipts.Any(r => r.ReceiverId == call.AssessById)
                && (c.Status == CaseStatus.Received || c.Status == CaseStatus.InAssessment || c.Status == CaseStatus.Decided || c.Status == CaseStatus.Filed))
            .OrderBy(c => c.Number)
            .ToListAsync(context.CancellationToken);
    }

    /// <summary>Queues the chain of a case that this unit of work opened.</summary>
    /// <param name="parameters">Further input of the chain, as text.</param>
    public static Task DispatchAsync(this ActivityExecutionContext context, Case item, JsonObject? parameters = null) =>
        context.DispatchAsync(item.ChainId, "case", "CaseId", item.Id, item.InstanceId!, parameters);

    /// <summary>Queues the chain of a call that this unit of work opened; a call without one starts nothing.</summary>
    public static Task DispatchAsync(this ActivityExecutionContext context, Call call) => call.DecisionChainId is { } chain
        ? context.DispatchAsync(chain, "call", "CallId", call.Id, context.WorkflowExecutionContext.IdentityGenerator.GenerateId())
        : Task.CompletedTask;

    private static async Task DispatchAsync(this ActivityExecutionContext context, string chain, string about, string input, long id, string instanceId, JsonObject? parameters = null)
    {
        var graph = await context.GetRequiredService<IWorkflowDefinitionService>().FindWorkflowGraphAsync(chain, VersionOptions.Published, context.CancellationToken)
            ?? throw new InvalidOperationException($"Expected the chain {chain} that activity {context.Activity.Id} dispatches to have a published version, found none. Publish it, or choose another one.");
        await context.GetRequiredService<IWorkflowDispatcher>().DispatchAsync(
            new DispatchWorkflowDefinitionRequest(graph.Workflow.Identity.Id)
            {
                InstanceId = instanceId,
                CorrelationId = string.Create(CultureInfo.InvariantCulture, $"{about}:{id}"),
                ParentWorkflowInstanceId = context.WorkflowExecutionContext.Id,
                Input = new Dictionary<string, object>((parameters ?? []).Select(p => KeyValuePair.Create(p.Key, (object)(p.Value?.ToString() ?? "")))) { [input] = id.ToString(CultureInfo.InvariantCulture) },
            },
            null!,
            context.CancellationToken);
    }

    /// <summary>The form that an activity names; null: the one submitted last.</summary>
    public static string? FormKey(this ActivityExecutionContext context, Input<string?> key) => context.Get(key) is { Length: > 0 } named ? named : null;

    public static ApprovalsDb Db(this ActivityExecutionContext context) => context.GetRequiredService<ApprovalsDb>();

    public static DateTimeOffset Now(this ActivityExecutionContext context) => context.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>The organisation for which the person who decided the work item acts.</summary>
    public static long ActingFor(this ActivityExecutionContext context) => context.GetRequiredService<CurrentActor>().Actor.OrganisationId
        ?? throw new InvalidOperationException($"Expected activity {context.Activity.Id} to be resumed by somebody who acts for an organisation, found nobody. Decide its work item.");

    /// <summary>A parameter of the case's call or else of the national one; of the call of the instance.</summary>
    public static async Task<JsonNode?> ParameterAsync(this ActivityExecutionContext context, string name) =>
        (context.CaseId() != 0 ? (await context.CaseAsync()).Call!.Parameters[name] : null) ?? (await context.NationalCallAsync()).Parameters[name];

    /// <summary>Tells the audit trail where in which chain we are (R78).</summary>
    public static void Enter(this ActivityExecutionContext context, string? clause)
    {
        var chain = context.WorkflowExecutionContext.Workflow.Identity;
        context.GetRequiredService<CurrentActivity>().Set(context.WorkflowExecutionContext.Id, chain.DefinitionId, chain.Version, context.Activity.Id, clause);
    }

    /// <summary>What a rule of the chain does by itself, while a person's act is going on: the audit trail says that it was the program.</summary>
    public static async Task<T> AsProgramAsync<T>(this ActivityExecutionContext context, Func<Task<T>> act)
    {
        var current = context.GetRequiredService<CurrentActor>();
        var person = current.Actor;
        current.Actor = Actor.System;
        try
        {
            return await act();
        }
        finally
        {
            current.Actor = person;
        }
    }

    /// <summary>An audit entry for the case or the call of this instance.</summary>
    public static Task AuditAsync(this ActivityExecutionContext context, string action, AuditDetail detail)
    {
        var subject = context.CaseId() is var caseId and not 0 ? Subject.Case(caseId) : Subject.Call(context.CallId());
        return context.GetRequiredService<AuditTrail>().Write(subject, action, detail, context.CancellationToken);
    }

    /// <summary>
    /// The value of what a person did; null when it was refused. The refusal is kept for the unit of work, which then commits nothing and
    /// tells the person: the activity stops where it is.
    /// </summary>
    public static T? OrRefuse<T>(this ActivityExecutionContext context, Result<T> result) where T : class
    {
        if (!result.IsRefused) return result.Value;
        context.Refuse(result.Refusal!);
        return null;
    }

    /// <summary>Refuses what the person asked for; the unit of work commits nothing.</summary>
    public static void Refuse(this ActivityExecutionContext context, Refusal refusal) => context.GetRequiredService<PendingRefusal>().Set(refusal);

    /// <summary>The value of what the chain itself does; a refusal of it is an incident for the administrator.</summary>
    public static T OrFault<T>(this Result<T> result, string intent) => result.IsRefused
        ? throw new InvalidOperationException($"Expected {intent}, but it was refused: {result.Refusal}.")
        : result.Value;

    private static long Id(ActivityExecutionContext context, string name) =>
        context.WorkflowInput.TryGetValue(name, out var value) && long.TryParse(value?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
