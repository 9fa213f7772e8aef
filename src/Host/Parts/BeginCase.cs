using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Parts;

/// <summary>Which call to answer, and for which unit; the unit may be left out by somebody who is handler of one only.</summary>
public sealed record NewCase(long CallId, long? UnitId = null);

/// <summary>A case that was started.</summary>
/// <param name="WorkItemId">The form to fill, in the starter's inbox.</param>
public sealed record BegunCase(long Id, string Number, long? WorkItemId);

/// <summary>A handler answers an open call for the own unit: the case is entered and its chain starts.</summary>
public sealed class BeginCase(UnitOfWork unit)
{
    public async Task<Result<BegunCase>> Run(Caller caller, NewCase asked, CancellationToken cancellation = default)
    {
        var units = caller.Seats.Where(s => s.Role == SeatRole.Handler && (asked.UnitId is null || s.OrganisationId == asked.UnitId)).ToList();
        return units switch
        {
            [_, _, ..] => new Refusal("case.unit-missing"),
            [var seat] => await Begin(seat.OrganisationId),

            // A community acts through the handler of its office.
            [] when asked.UnitId is { } community && await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().OfficeOf(community, token), cancellation) is var office
                && caller.Has(SeatRole.Handler, office) => await Begin(community),
            [] => new Refusal("case.not-handler", caller.Name),
        };

        Task<Result<BegunCase>> Begin(long unitId) => unit.Run(caller.AsPerson, (scope, token) => BeginCase.Begin(scope, caller, unitId, asked.CallId, token), cancellation);
    }

    private static async Task<Result<BegunCase>> Begin(IServiceProvider scope, Caller caller, long unitId, long callId, CancellationToken cancellation)
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        await scope.GetRequiredService<ReadForStart>().Run(callId, unitId, caller.AsPerson.PersonId!.Value, cancellation);
        if (await db.Calls.FindAsync([callId], cancellation) is null or { Status: CallStatus.Draft }) return new Refusal("call.unknown", callId);
        var started = await scope.GetRequiredService<StartCase>().Run(callId, unitId, cancellation);
        if (started.Refusal is { } refusal) return refusal;
        if (await NotEligible(scope, db, started.Value, cancellation) is { } ineligible) return ineligible;

        var chain = await scope.GetRequiredService<Chains>().StartForCase(started.Value, cancellation);
        if (chain.Refusal is { } why) return why;
        return new BegunCase(started.Value.Id, started.Value.Number, db.WorkItems.Local.FirstOrDefault(w => w.CaseId == started.Value.Id)?.Id);
    }

    /// <summary>What the form itself says about who may fill it (R17, R87).</summary>
    private static async Task<Refusal?> NotEligible(IServiceProvider scope, ApprovalsDb db, Case item, CancellationToken cancellation)
    {
        var call = await db.Calls.FindAsync([item.CallId], cancellation);
        if (call?.FormKey is not { } formKey) return null;
        if (scope.GetRequiredService<FormDefinitions>().Find(formKey) is not { } form) return new Refusal("form.unknown", formKey);
        var applicant = await db.Organisations.FindAsync([item.ApplicantId], cancellation);
        var context = await scope.GetRequiredService<FormContexts>().OfUnit(applicant!, call, cancellation);
        return FormValidator.CheckApplicant(form, context).FirstOrDefault(f => f.Strength == FormRuleStrength.Hard) is { } finding
            ? new Refusal("case.not-eligible", applicant!.FullName, Shell.Words.Of(finding.Sentence), finding.Clause)
            : null;
    }
}
