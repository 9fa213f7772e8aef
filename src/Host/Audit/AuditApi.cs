using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Audit.Log;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Host.Api;
using Workflows.Host.Audit.Bundles;
using Workflows.Host.Audit.Tracing;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Audit;

/// <summary>The chain of entries of a subject, and the proof that it is whole.</summary>
/// <param name="Fault">Where the chain is broken; empty: every entry is there and unaltered.</param>
public sealed record AuditView(string Subject, bool IsIntact, AuditFault? Fault, IReadOnlyList<AuditEntryView> Entries);

/// <summary>Reads the audit trail and proves it.</summary>
public sealed class ReadAudit(ApprovalsDb db, VerifyAudit verify, MaySeeCase maySee)
{
    /// <summary>The trail of a case as the caller may read it: without the right to see the assessment, who assessed and how is left blank. The proof covers every entry all the same.</summary>
    public async Task<AuditView?> OfCase(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, caseId, cancellation) || await Run(Subject.Case(caseId), cancellation) is not { } trail) return null;
        return await maySee.SeesAssessment(caller, caseId, cancellation)
            ? trail
            : trail with { Entries = [.. trail.Entries.Select(e => MaySeeCase.IsAssessment(e.Action) ? e with { PersonId = null, Person = null, SeatId = null, Role = null, OnBehalfOfId = null, OnBehalfOf = null, Outcome = null, Comment = null, Before = null, After = null, Origin = null } : e)] };
    }

    /// <summary>Null when nothing was ever recorded for the subject.</summary>
    public async Task<AuditView?> Run(string subject, CancellationToken cancellation = default)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync(cancellation);
        if (entries.Count == 0) return null;
        var fault = await verify.Run(subject, cancellation);
        return new AuditView(subject, fault is null, fault, await db.Named(entries, cancellation));
    }
}

/// <summary>A checkpoint of the log, as everybody may read it.</summary>
/// <param name="Fingerprint">SHA-256 of the public key, lower-case hex.</param>
public sealed record CheckpointView(long Number, long Size, DateTimeOffset At, string Text, string Signature, string PublicKey, string Fingerprint)
{
    public static CheckpointView Of(Checkpoint c) => new(c.Number, c.Size, c.At, c.Text, c.Signature, c.PublicKey, Checkpoint.Fingerprint(c.PublicKey));
}

internal static class AuditApi
{
    private static string SubjectOf(string kind, long id) => $"{char.ToUpperInvariant(kind[0])}{kind[1..].ToLowerInvariant()}:{id}";

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("").WithTags("Audit");

        audit.MapGet("/cases/{id:long}/audit", async (long id, Caller caller, ReadAudit read, HttpContext context, CancellationToken cancellation) =>
            (await read.OfCase(caller, id, cancellation)).OrUnknown(context, "case", id))
            .Produces<AuditView>().WithSummary("The audit trail of a case and the proof that it is whole")
            .WithDescription("Entries are numbered without gaps and each holds the hash of the one before; `isIntact` says whether the chain was verified. Who assessed the case and how is blank for whoever may not see the assessment.");

        audit.MapGet("/cases/{id:long}/bundle", async (long id, Caller caller, WriteBundle bundle, HttpContext context, CancellationToken cancellation) =>
        {
            if (await bundle.Plan(caller, id, cancellation) is not { } planned) return context.Unknown("case", id);
            if (planned.Refusal is { } refusal) return RefusalProblem.Problem(context, refusal);
            context.Response.Headers["X-Expected-Bytes"] = planned.Value.Bytes.ToString(CultureInfo.InvariantCulture);

            // The archive writes the few bytes of its heads and its directory synchronously, whoever asks.
            context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            return Results.Stream(to => bundle.Write(planned.Value, to, cancellation), MediaTypeNames.Application.Zip, planned.Value.Name);
        }).Produces<byte[]>(contentType: MediaTypeNames.Application.Zip).WithSummary("Everything that is known of a case, as an archive that a stranger can check")
          .WithDescription("Papers, forms, files, opinions, registers, the chart, the trail and its proof, a signed manifest and an offline verifier (`verify.html`). For whoever may see the case with its assessment; each is an entry. Streamed; `X-Expected-Bytes` says about how much comes.");

        audit.MapGet("/trace", async (string? text, string? person, string? seal, string? call, DateOnly? from, DateOnly? to, Named<CaseStatus>? status, Caller caller, SearchTrace search, CancellationToken cancellation) =>
            await search.Run(caller, new TraceQuery(text, person, seal, call, from, to, status?.Value), cancellation))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.Auditor), nameof(SeatRole.FlowAdministrator)))
            .WithSummary("Find cases by what is remembered of them").WithDescription("For auditors and flow administrators. `text` is a part of number, title or unit, or a document number however it is typed. At most 50, the newest first.");

        audit.MapGet("/trace/lists", async (Caller caller, CompareLists compare, CancellationToken cancellation) => await compare.Run(caller, cancellation))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.Auditor), nameof(SeatRole.FlowAdministrator)))
            .WithSummary("Published lists beside their filings and cases").WithDescription("For auditors and flow administrators: who is listed without a filing, or although the case ended otherwise.");

        audit.MapGet("/audit/verifier", async () =>
            Results.File(Encoding.UTF8.GetBytes(await WriteBundle.Embedded("bundle/verify.html")), "text/html; charset=utf-8", BundleManifest.Verifier))
            .AllowAnonymous().Produces<string>(contentType: "text/html").WithSummary("The offline page that checks a bundle").WithDescription("One file to keep and to open from disk; it asks nothing of any site.");

        audit.MapGet("/audit/definition/{id}", async (string id, ReadAudit read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(Subject.Definition(id), cancellation)).OrUnknown(context, "audit", id))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.Auditor), nameof(SeatRole.FlowAdministrator)))
            .Produces<AuditView>().WithSummary("The audit trail of a workflow definition").WithDescription("For auditors and flow administrators: who created, published, took back, imported, rolled back, ran or deleted it.");

        audit.MapGet("/audit/entries", async (string? subject, string? person, string? action, DateOnly? from, DateOnly? to, long? before, SearchEntries search, CancellationToken cancellation) =>
            await search.Run(new EntryQuery(subject, person, action, from, to, before), cancellation))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.Auditor), nameof(SeatRole.FlowAdministrator), nameof(SeatRole.SecurityAdministrator)))
            .WithSummary("Find entries of the trail by who, what, about what and when").WithDescription("For auditors, flow and security administrators. `subject` is one (`Person:12`) or a kind (`Definition`); `action` is a part of its words or of its code. At most 50, the newest first; `older` is the `before` of the next page.");

        audit.MapGet("/audit/subjects", async (string? text, FindSubjects find, CancellationToken cancellation) => await find.Run(text, cancellation))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.SecurityAdministrator)))
            .WithSummary("Find cases and persons whose words are to be erased").WithDescription("For security administrators: by a part of number, unit or name; at most 20 of each.");

        audit.MapGet("/audit/separation", async (ReadSeparation read, CancellationToken cancellation) => await read.Run(cancellation))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.SecurityAdministrator), nameof(SeatRole.Auditor), nameof(SeatRole.FlowAdministrator)))
            .WithSummary("Who holds two of the three duties that exclude each other").WithDescription("For security administrators, auditors and flow administrators. The duty taken first counts, `isResting` marks those that give no rights until one is taken away.");

        audit.MapPost("/audit/{kind}/{id:long}/erasure", async (string kind, long id, Erasure asked, Caller caller, EraseFromTrail erase, HttpContext context, CancellationToken cancellation) =>
            (await erase.Run(caller, SubjectOf(kind, id), asked, cancellation)).Answer(context))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.SecurityAdministrator)))
            .Produces<Erased>().WithSummary("Take the words out of entries").WithDescription("For security administrators: comment, before, after and origin of the named entries go for good, with the salt of their commitment. What was done stays, the chain still verifies, and the erasure is an entry.");

        audit.MapGet("/audit/checkpoint", async (UnitOfWork unit, HttpContext context, CancellationToken cancellation) =>
            (await unit.Read(SealLog.Last, cancellation) is { } last ? CheckpointView.Of(last) : null).OrUnknown(context, "checkpoint", 0))
            .AllowAnonymous().Produces<CheckpointView>().WithSummary("The newest signed checkpoint of the log over all audit entries")
            .WithDescription("For everybody: `text` is what was signed (ECDSA P-256, SHA-256), `fingerprint` the SHA-256 of the public key, to compare with the one that a case bundle names.");

        audit.MapGet("/audit/{kind}/{id:long}", async (string kind, long id, ReadAudit read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(SubjectOf(kind, id), cancellation)).OrUnknown(context, "audit", $"{kind}:{id}"))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.Auditor), nameof(SeatRole.FlowAdministrator), nameof(SeatRole.SecurityAdministrator)))
            .Produces<AuditView>().WithSummary("The audit trail of a case, call, organisation, person, document or seal").WithDescription("For auditors and flow administrators. `kind` is `case`, `call`, `organisation`, `person`, `document` or `seal`.");
    }
}
