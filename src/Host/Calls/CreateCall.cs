using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Documents;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Calls;

/// <summary>Prepares a call, or changes one that is still being prepared. Nobody but its organisers sees it until it opens.</summary>
public sealed partial class CreateCall(UnitOfWork unit)
{
    public Task<Result<CallCreated>> Run(Caller caller, CallFields fields, CancellationToken cancellation = default) =>
        unit.Run<CallCreated>(
            caller.As(seat => seat.OrganisationId == (fields.CollectorId ?? fields.AssessById ?? fields.DecideById)),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (!Code().IsMatch(fields.Code)) return new Refusal("call.code-form", fields.Code);
                if (await db.Calls.AnyAsync(c => c.Code == fields.Code, token)) return new Refusal("call.already-exists", fields.Code);
                var parent = fields.ParentCode is { } code ? await db.Calls.SingleOrDefaultAsync(c => c.Code == code, token) : null;
                if (fields.ParentCode is not null && parent is null) return new Refusal("call.unknown", fields.ParentCode);

                var call = new Call
                {
                    Id = scope.GetRequiredService<IdSource>().Next(),
                    Code = fields.Code,
                    Title = fields.Title,
                    Kind = fields.Kind,
                    ParentId = parent?.Id,
                };
                if (await Fill(call, parent, fields, db, caller, token) is { } refusal) return refusal;
                db.Calls.Add(call);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(call.Id), "call.created", new AuditDetail { After = call.Code }, token);
                return new CallCreated(call.Id, call.Code);
            },
            cancellation);

    public Task<Result<Done>> Change(Caller caller, long callId, CallFields fields, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.As(seat => seat.OrganisationId == (fields.CollectorId ?? fields.AssessById ?? fields.DecideById)),
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var call = await db.Calls.Include(c => c.Parent).SingleOrDefaultAsync(c => c.Id == callId, token);
                if (call is null) return new Refusal("call.unknown", callId);
                if (caller.RefuseUnlessManaging(call) is { } foreign) return foreign;
                if (call.Status != CallStatus.Draft) return new Refusal("call.not-draft", call.Code);
                var difference = Difference.From(CallFields.Of(call, null, null));
                if (await Fill(call, call.Parent, fields, db, caller, token) is { } refusal) return refusal;
                var (before, after) = difference.To(CallFields.Of(call, null, null));
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(call.Id), "call.changed", new AuditDetail { Before = before, After = after, Comment = fields.DocumentNumber }, token);
                return Done.Result;
            },
            cancellation);

    private static async Task<Refusal?> Fill(Call call, Call? parent, CallFields fields, ApprovalsDb db, Caller caller, CancellationToken cancellation)
    {
        fields.Fill(call);
        if (!caller.MayManage(call)) return new Refusal("call.not-yours", call.Code);
        if (string.IsNullOrWhiteSpace(call.Title)) return new Refusal("call.title-missing", call.Code);
        if (call.SetDeadline(fields.ClosesOn, fields.CloseTime, parent) is { } late) return late;
        if (parent is not null && call.KeepsMaterialsOf(parent) is { } dropped) return dropped;

        var bodies = new[] { call.CollectorId, call.AssessById, call.DecideById, call.FileWithId, call.PublishById }.OfType<long>().Concat(call.CopyUp).Concat(call.CopyTo).Distinct().ToList();
        var known = await db.Organisations.Where(o => bodies.Contains(o.Id)).Select(o => o.Id).ToListAsync(cancellation);
        if (bodies.Except(known).FirstOrDefault() is var missing and not 0) return new Refusal("organisation.unknown", missing);

        if (fields.DocumentNumber is not { Length: > 0 } printed) return null;
        var key = DocumentNumber.Key(printed);
        if (await db.Documents.SingleOrDefaultAsync(d => d.NumberKey == key, cancellation) is not { } document) return new Refusal("document.unknown", printed);
        call.DocumentId = document.Id;
        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")]
    private static partial Regex Code();
}

/// <summary>A call that was created.</summary>
public sealed record CallCreated(long Id, string Code);
