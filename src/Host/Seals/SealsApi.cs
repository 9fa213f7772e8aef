using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Host.Refusals;
using Workflows.Paper.Seals;

namespace Workflows.Host.Seals;

/// <summary>The new status of a seal and why.</summary>
public sealed record SealStatusChange(SealStatus Status, string? Comment = null);

/// <summary>A list, or the certificate of its filing, that waits for a seal.</summary>
public sealed record ListToSeal(long ListId, string Block, string Title);

/// <summary>Reads the registers of seals and of their uses.</summary>
public sealed class ReadSeals(ApprovalsDb db, MaySeeCase maySee)
{
    /// <summary>Seals of the caller's organisations; auditors and flow administrators read all.</summary>
    public async Task<IReadOnlyList<SealView>> List(Caller caller, long? ownerId = null, CancellationToken cancellation = default)
    {
        var seals = db.Seals.AsNoTracking();
        var own = caller.Seats.Select(s => s.OrganisationId).Distinct().ToList();
        if (!SeesAll(caller)) seals = seals.Where(s => own.Contains(s.OwnerId));
        if (ownerId is { } owner) seals = seals.Where(s => s.OwnerId == owner);
        return await seals.OrderBy(s => s.Id).Take(500)
            .Select(s => new SealView(s.Id, s.OwnerId, s.Owner!.FullName, s.Name, s.Kind, s.Status, s.ValidFrom, s.ValidTo, db.SealUses.Count(u => u.SealId == s.Id), s.Purpose, s.Provider, s.RevokedAt)).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<SealUseView>?> Uses(Caller caller, long sealId, CancellationToken cancellation = default)
    {
        if (await db.Seals.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sealId, cancellation) is not { } seal || !MayRead(caller, seal)) return null;
        return await (from u in db.SealUses.AsNoTracking()
                      where u.SealId == sealId
                      orderby u.Number descending
                      select new SealUseView(
                          u.Number, u.CaseId, u.ListId,
                          db.Cases.Where(c => c.Id == u.CaseId).Select(c => c.Number).FirstOrDefault() ?? db.Lists.Where(l => l.Id == u.ListId).Select(l => l.Title).FirstOrDefault() ?? "", u.Block, u.FormRevision, u.ContentHash, u.Custodian!.Name, u.At, u.VoidedAt != null, u.VoidedWhy)).Take(1000).ToListAsync(cancellation);
    }

    /// <summary>Lists and certificates that wait for this seal; for its custodian only, the newest first.</summary>
    public async Task<IReadOnlyList<ListToSeal>> ToSeal(Caller caller, Seal seal, CancellationToken cancellation = default)
    {
        if (seal.Status != SealStatus.Active || caller.Seats.All(s => s.SeatId != seal.CustodianSeatId)) return [];
        var published = await db.Lists.AsNoTracking().Newest(db)
            .Where(l => l.Status == ListStatus.Published && (l.PublisherId ?? l.Call!.PublishById ?? l.Call.FileWithId ?? l.Call.DecideById) == seal.OwnerId && !db.SealUses.Any(u => u.ListId == l.Id && u.Block == SealUse.Publisher && u.VoidedAt == null))
            .OrderByDescending(l => l.Id).Take(50).Select(l => new ListToSeal(l.Id, SealUse.Publisher, l.Title)).ToListAsync(cancellation);
        var filed = await db.Filings.AsNoTracking()
            .Where(f => f.FilingNumber != null && f.RegistryId == seal.OwnerId && !db.SealUses.Any(u => u.ListId == f.ListId && u.Block == SealUse.Registry && u.VoidedAt == null))
            .OrderByDescending(f => f.Id).Take(50).Select(f => new ListToSeal(f.ListId, SealUse.Registry, f.List!.Title)).ToListAsync(cancellation);
        return [.. filed, .. published];
    }

    /// <summary>Whether the owner asks for a second factor.</summary>
    public Task<bool> NeedsSecondFactor(Seal seal, CancellationToken cancellation = default) =>
        db.Organisations.Where(o => o.Id == seal.OwnerId).Select(o => o.SealsNeedSecondFactor).SingleAsync(cancellation);

    /// <summary>The seal for whoever may read it, or sees it on a case that it stands on.</summary>
    public async Task<Seal?> Shown(Caller caller, long id, long? onCase, CancellationToken cancellation = default) =>
        await db.Seals.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation) is { } seal
        && (MayRead(caller, seal) || (onCase is { } on && await db.SealUses.AnyAsync(u => u.SealId == id && u.CaseId == on, cancellation) && await maySee.Run(caller, on, cancellation)))
            ? seal
            : null;

    /// <summary>Its owner's people, auditors and flow administrators know of a seal.</summary>
    public static bool MayRead(Caller caller, Seal seal) => SeesAll(caller) || caller.IsAt(seal.OwnerId);

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

        seals.MapGet("/{id:long}/picture", async (long id, string? format, long? onCase, Caller caller, ReadSeals read, SealDrawing drawing, HttpContext context, CancellationToken cancellation) =>
        {
            if (await read.Shown(caller, id, onCase, cancellation) is not { } seal) return context.Unknown("seal", id);
            // Name and kind of a seal never change.
            context.Response.Headers.CacheControl = "private, max-age=86400";
            return format == "png" ? Results.Bytes(drawing.ToPng(SealFace.Of(seal), 600), "image/png") : Results.Text(drawing.ToSvg(SealFace.Of(seal)), "image/svg+xml");
        }).Produces<string>(contentType: "image/svg+xml").WithSummary("The seal as a picture").WithDescription("SVG; with `format=png` a picture of 600 pixels.");

        seals.MapPost("/policy/{ownerId:long}", async (long ownerId, SealPolicy policy, Caller caller, RegisterSeal register, HttpContext context, CancellationToken cancellation) =>
            (await register.SetPolicy(caller, ownerId, policy, cancellation)).Answer(context)).Produces(204).WithSummary("Ask for a second factor when seals of an organisation are put on, or no longer");

        seals.MapPost("/lists/{listId:long}/{block}", async (long listId, string block, ListSealing sealing, Caller caller, AffixOnList affix, HttpContext context, CancellationToken cancellation) =>
            (await affix.Run(caller, listId, block, sealing, cancellation)).Answer(context)).Produces(204).WithSummary("Seal a published list, or the certificate of a filing")
            .WithDescription("`block` is `publisher` or `registry`; the caller is the custodian of the seal.");
    }
}
