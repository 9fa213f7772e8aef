using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;
using Workflows.Host.Api;
using Workflows.Host.Refusals;

namespace Workflows.Host.Organisations;

/// <summary>Who takes a seat.</summary>
public sealed record Appointment(long PersonId);

/// <summary>An area in force today.</summary>
public sealed record AreaView(string Code, string Name, AdminLevel Level, string? ParentCode, AreaStructure Structure, string? RegionKey);

internal static class OrganisationsApi
{
    public static void MapOrganisations(this IEndpointRouteBuilder api)
    {
        var organisations = api.MapGroup("/organisations").WithTags("Organisations");

        organisations.MapGet("", async (ReadOrganisations read, long? parentId, bool? roots, string? text, string? areaCode, Named<OrgKind>? kind, CancellationToken cancellation) =>
            await read.List(parentId, roots ?? false, text, areaCode, kind?.Value, cancellation))
            .WithSummary("Organisations by parent, area, kind or a part of the name").WithDescription("`roots=true` gives those without a parent, `parentId` those directly below: together a tree. At most 500.");

        organisations.MapGet("/{id:long}", async (long id, Caller caller, ReadOrganisations read, HttpContext context, CancellationToken cancellation) =>
            (await read.One(caller, id, cancellation)).OrUnknown(context, "organisation", id)).Produces<OrganisationView>().WithSummary("One organisation with its superiors, memberships and seats");

        organisations.MapPost("", async (OrganisationFields fields, Caller caller, RegisterOrganisation register, HttpContext context, CancellationToken cancellation) =>
            (await register.Run(caller, fields, cancellation)).Answer(context)).Produces<Entered>().WithSummary("Enter an organisation").WithDescription("For administrators: of an organisation, for lower levels within its area; flow administrators everywhere.");

        organisations.MapPut("/{id:long}", async (long id, OrganisationFields fields, Caller caller, RegisterOrganisation register, HttpContext context, CancellationToken cancellation) =>
            (await register.Change(caller, id, fields, cancellation)).Answer(context)).Produces(204).WithSummary("Change an organisation");

        organisations.MapGet("/{id:long}/seats", async (long id, ReadOrganisations read, ApprovalsDb db, HttpContext context, CancellationToken cancellation) =>
            await db.Organisations.AnyAsync(o => o.Id == id, cancellation) ? Results.Ok(await read.Seats(id, cancellation)) : context.Unknown("organisation", id))
            .Produces<IReadOnlyList<SeatView>>().WithSummary("Seats of an organisation and who holds them now");

        organisations.MapPut("/{id:long}/seats/{role}", async (long id, Named<SeatRole> role, Caller caller, FillSeat fill, HttpContext context, CancellationToken cancellation) =>
            (await fill.SetUp(caller, id, role.Value, cancellation)).Answer(context)).Produces<Entered>().WithSummary("Set up a seat");

        organisations.MapPost("/{id:long}/seats/{role}/holders", async (long id, Named<SeatRole> role, Appointment who, Caller caller, FillSeat fill, HttpContext context, CancellationToken cancellation) =>
            (await fill.Appoint(caller, id, role.Value, who.PersonId, cancellation)).Answer(context)).Produces(204).WithSummary("Give a person a seat");

        organisations.MapDelete("/{id:long}/seats/{role}/holders/{personId:long}", async (long id, Named<SeatRole> role, long personId, Caller caller, FillSeat fill, HttpContext context, CancellationToken cancellation) =>
            (await fill.Dismiss(caller, id, role.Value, personId, cancellation)).Answer(context)).Produces(204).WithSummary("Take a seat from a person").WithDescription("It applies at once: the person's next request is without it.");

        var people = api.MapGroup("/people").WithTags("Organisations");
        people.MapGet("", async (Caller caller, ReadOrganisations read, long? organisationId, string? text, CancellationToken cancellation) => await read.People(organisationId, text, cancellation))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.OrgAdministrator), nameof(SeatRole.FlowAdministrator), nameof(SeatRole.Auditor), nameof(SeatRole.WorkGroupOfficer)))
            .WithSummary("People by organisation or a part of the name").WithDescription("For administrators, auditors and work group officers. At most 500.");
        people.MapPost("", async (NewPerson person, Caller caller, EnterPerson enter, HttpContext context, CancellationToken cancellation) =>
            (await enter.Run(caller, person, cancellation)).Answer(context)).Produces<Entered>().WithSummary("Enter a person, with an account to sign in with");
        people.MapPost("/{id:long}/disable", async (long id, Caller caller, EnterPerson enter, HttpContext context, CancellationToken cancellation) =>
            (await enter.SetDisabled(caller, id, true, cancellation)).Answer(context)).Produces(204).WithSummary("Disable a person's account, at once and everywhere");
        people.MapPost("/{id:long}/enable", async (long id, Caller caller, EnterPerson enter, HttpContext context, CancellationToken cancellation) =>
            (await enter.SetDisabled(caller, id, false, cancellation)).Answer(context)).Produces(204).WithSummary("Enable a disabled or locked account again");

        api.MapGet("/areas", async (ApprovalsDb db, TimeProvider clock, string? parent, CancellationToken cancellation) =>
        {
            var today = ShanghaiTime.DayOf(clock.GetUtcNow());
            return await db.Areas.AsNoTracking()
                .Where(a => a.ParentCode == (string.IsNullOrEmpty(parent) ? null : parent) && a.EffectiveFrom <= today && (a.EffectiveTo == null || a.EffectiveTo >= today))
                .OrderBy(a => a.Code).Select(a => new AreaView(a.Code, a.Name, a.Level, a.ParentCode, a.Structure, a.RegionKey)).ToListAsync(cancellation);
        }).WithTags("Organisations").WithSummary("Areas in force today, below a parent; without one the provinces");
    }
}
