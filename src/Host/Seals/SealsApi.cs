using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Refusals;

namespace Workflows.Host.Seals;

/// <summary>The new status of a seal and why.</summary>
public sealed record SealStatusChange(SealStatus Status, string? Comment = null);

/// <summary>Reads the registers of seals and of their uses.</summary>
public sealed class ReadSeals(ApprovalsDb db)
{
    /// <summary>Seals of the caller's organisations; auditors and flow administrators read all.</summary>
    public async Task<IReadOnlyList<SealView>> List(Caller caller, long? ownerId = null, CancellationToken cancellation = default)
    {
        var seals = db.Seals.AsNoTracking();
        var own = caller.Seats.Select(s => s.OrganisationId).Distinct().ToList();
        if (!SeesAll(caller)) seals = seals.Where(s => own.Contains(s.OwnerId));
        if (ownerId is { } owner) seals = seals.Where(s => s.OwnerId == owner);
        return await seals.OrderBy(s => s.Id).Take(500)
            .Select(s => new SealView(s.Id, s.OwnerId, s.Owner!.FullName, s.Name, s.Kind, s.Status, s.ValidFrom, s.ValidTo, db.SealUses.Count(u => u.SealId == s.Id))).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<SealUseView>?> Uses(Caller caller, long sealId, CancellationToken cancellation = default)
    {
        if (await db.Seals.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sealId, cancellation) is not { } seal || !(SeesAll(caller) || caller.IsAt(seal.OwnerId))) return null;
        return await (from u in db.SealUses.AsNoTracking()
                      join c in db.Cases on u.CaseId equals c.Id
                      where u.SealId == sealId
                      orderby u.Number descending
                      select new SealUseView(u.Number, u.CaseId, c.Number, u.Block, u.FormRevision, u.ContentHash, u.Custodian!.Name, u.At, u.VoidedAt != null, u.VoidedWhy)).Take(1000).ToListAsync(cancellation);
    }

    public Task<Seal?> One(long id, CancellationToken cancellation = default) => db.Seals.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation);

    private static bool SeesAll(Caller caller) => caller.Has(SeatRole.Auditor) || caller.Has(SeatRole.FlowAdministrator);
}

internal static class SealsApi
{
    public static void MapSeals(this IEndpointRouteBuilder api)
    {
        var seals = api.MapGroup("/seals").WithTags("Seals");

        seals.MapGet("", async (Caller caller, ReadSeals read, long? ownerId, CancellationToken cancellation) => await read.List(caller, ownerId, cancellation))
            .WithSummary("Seals of the caller's organisations").WithDescription("Auditors and flow administrators read all.");

        seals.MapPost("", async (NewSeal seal, Caller caller, RegisterSeal register, HttpContext context, CancellationToken cancellation) =>
            (await register.Run(caller, seal, cancellation)).Answer(context)).Produces<SealView>().WithSummary("Enter a seal");

        seals.MapPost("/{id:long}/status", async (long id, SealStatusChange change, Caller caller, RegisterSeal register, HttpContext context, CancellationToken cancellation) =>
            (await register.SetStatus(caller, id, change.Status, change.Comment, cancellation)).Answer(context)).Produces(204).WithSummary("Take a seal out of use, or back into use");

        seals.MapGet("/{id:long}/uses", async (long id, Caller caller, ReadSeals read, HttpContext context, CancellationToken cancellation) =>
            (await read.Uses(caller, id, cancellation)).OrUnknown(context, "seal", id)).Produces<IReadOnlyList<SealUseView>>()
            .WithSummary("Register of a seal's uses (用印登记), the latest first").WithDescription("Numbers have no gap; a voided use stays, with the reason (R22).");

        seals.MapGet("/{id:long}/picture", async (long id, ReadSeals read, HttpContext context, CancellationToken cancellation) =>
            await read.One(id, cancellation) is { } seal ? Results.Text(SealPicture.Draw(seal), "image/svg+xml") : context.Unknown("seal", id))
            .Produces<string>(contentType: "image/svg+xml").WithSummary("The seal as a picture (SVG)");
    }
}
