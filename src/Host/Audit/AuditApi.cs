using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;

namespace Workflows.Host.Audit;

/// <summary>The chain of entries of a subject, and the proof that it is whole.</summary>
/// <param name="Fault">Where the chain is broken; empty: every entry is there and unaltered.</param>
public sealed record AuditView(string Subject, bool IsIntact, AuditFault? Fault, IReadOnlyList<AuditEntryView> Entries);

/// <summary>An entry as it is hashed, with names for people to read.</summary>
public sealed record AuditEntryView(
    long Sequence, DateTimeOffset At, string Action, ActorKind ActorKind, long? PersonId, string? Person, SeatRole? Role, long? OrganisationId, string? Organisation, long? OnBehalfOfId,
    string? Activity, string? InstanceId, string? DefinitionId, int? DefinitionVersion, string? Outcome, string? Comment, string? DocumentHash, string? Clause, string? Before, string? After,
    string PreviousHash, string Hash);

/// <summary>Reads the audit trail and proves it.</summary>
public sealed class ReadAudit(ApprovalsDb db, VerifyAudit verify, MaySeeCase maySee)
{
    /// <summary>The trail of a case as the caller may read it: without the right to see the assessment, who assessed and how is left blank. The proof covers every entry all the same.</summary>
    public async Task<AuditView?> OfCase(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, caseId, cancellation) || await Run(Subject.Case(caseId), cancellation) is not { } trail) return null;
        return await maySee.SeesAssessment(caller, caseId, cancellation)
            ? trail
            : trail with { Entries = [.. trail.Entries.Select(e => MaySeeCase.IsAssessment(e.Action) ? e with { PersonId = null, Person = null, Role = null, Outcome = null, Comment = null, Before = null, After = null } : e)] };
    }

    /// <summary>Null when nothing was ever recorded for the subject.</summary>
    public async Task<AuditView?> Run(string subject, CancellationToken cancellation = default)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync(cancellation);
        if (entries.Count == 0) return null;
        var people = entries.Select(e => e.PersonId).OfType<long>().Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var bodies = entries.Select(e => e.OrganisationId).OfType<long>().Distinct().ToList();
        var organisations = await db.Organisations.Where(o => bodies.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        var fault = await verify.Run(subject, cancellation);
        return new AuditView(subject, fault is null, fault,
        [
            .. entries.Select(e => new AuditEntryView(
                e.Sequence, e.At, e.Action, e.ActorKind, e.PersonId, e.PersonId is { } p ? names.GetValueOrDefault(p) : null, e.Role, e.OrganisationId,
                e.OrganisationId is { } o ? organisations.GetValueOrDefault(o) : null, e.OnBehalfOfId, e.Activity, e.InstanceId, e.DefinitionId, e.DefinitionVersion,
                e.Outcome, e.Comment, e.DocumentHash, e.Clause, e.Before, e.After, e.PreviousHash, e.Hash)),
        ]);
    }
}

internal static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("").WithTags("Audit");

        audit.MapGet("/cases/{id:long}/audit", async (long id, Caller caller, ReadAudit read, HttpContext context, CancellationToken cancellation) =>
            (await read.OfCase(caller, id, cancellation)).OrUnknown(context, "case", id))
            .Produces<AuditView>().WithSummary("The audit trail of a case and the proof that it is whole")
            .WithDescription("Entries are numbered without gaps and each holds the hash of the one before; `isIntact` says whether the chain was verified. Who assessed the case and how is blank for whoever may not see the assessment.");

        audit.MapGet("/audit/definition/{id}", async (string id, ReadAudit read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(Subject.Definition(id), cancellation)).OrUnknown(context, "audit", id))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.Auditor), nameof(SeatRole.FlowAdministrator)))
            .Produces<AuditView>().WithSummary("The audit trail of a workflow definition").WithDescription("For auditors and flow administrators: who created, published, took back, imported, rolled back, ran or deleted it.");

        audit.MapGet("/audit/{kind}/{id:long}", async (string kind, long id, ReadAudit read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run($"{char.ToUpperInvariant(kind[0])}{kind[1..].ToLowerInvariant()}:{id}", cancellation)).OrUnknown(context, "audit", $"{kind}:{id}"))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.Auditor), nameof(SeatRole.FlowAdministrator)))
            .Produces<AuditView>().WithSummary("The audit trail of a case, call, organisation, person, document or seal").WithDescription("For auditors and flow administrators. `kind` is `case`, `call`, `organisation`, `person`, `document` or `seal`.");
    }
}
