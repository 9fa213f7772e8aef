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

        organisations.MapPost("/{id:long}/names", async (long id, NewName name, Caller caller, RenameAsAdministrator rename, HttpContext context, CancellationToken cancellation) =>
            (await rename.Run(caller, id, name, cancellation)).Answer(context)).Produces(204).WithSummary("更名: give an organisation another name").WithDescription("From `on`, today or before. The name before is kept with its days: what was written then keeps it, and a search for it finds the organisation.");

        organisations.MapGet("/{id:long}/seats", async (long id, ReadOrganisations read, ApprovalsDb db, HttpContext context, CancellationToken cancellation) =>
            await db.Organisations.AnyAsync(o => o.Id == id, cancellation) ? Results.Ok(await read.Seats(id, cancellation)) : context.Unknown("organisation", id))
            .Produces<IReadOnlyList<SeatView>>().WithSummary("Seats of an organisation and who holds them now");

        organisations.MapPut("/{id:long}/seats/{role}", async (long id, Named<SeatRole> role, Caller caller, FillSeat fill, HttpContext context, CancellationToken cancellation) =>
            (await fill.SetUp(caller, id, role.Value, cancellation)).Answer(context)).Produces<Entered>().WithSummary("Set up a seat");

        organisations.MapPost("/{id:long}/seats/{role}/holders", async (long id, Named<SeatRole> role, Appointment who, Caller caller, FillSeat fill, HttpContext context, CancellationToken cancellation) =>
            (await fill.Appoint(caller, id, role.Value, who.PersonId, cancellation)).Answer(context)).Produces(204).WithSummary("Give a person a seat");

        organisations.MapDelete("/{id:long}/seats/{role}/holders/{personId:long}", async (long id, Named<SeatRole> role, long personId, Caller caller, FillSeat fill, HttpContext context, CancellationToken cancellation) =>
            (await fill.Dismiss(caller, id, role.Value, personId, cancellation)).Answer(context)).Produces(204).WithSummary("Take a seat from a person").WithDescription("It applies at once: the person's next request is without it.");

        organisations.MapPost("/{id:long}/end", async (long id, Ending ending, Caller caller, EndAsAdministrator end, HttpContext context, CancellationToken cancellation) =>
            (await end.Run(caller, id, ending, cancellation)).Answer(context)).Produces<Succession>().WithSummary("Merge or abolish an organisation; its work goes to the successor").WithDescription("Without `apply` only what would move. For flow administrators.");

        var people = api.MapGroup("/people").WithTags("Organisations");
        people.MapGet("", async (Caller caller, ReadOrganisations read, long? organisationId, string? text, CancellationToken cancellation) => await read.People(organisationId, text, cancellation))
            .RequireAuthorization(policy => policy.RequireRole(nameof(SeatRole.OrgAdministrator), nameof(SeatRole.FlowAdministrator), nameof(SeatRole.Auditor), nameof(SeatRole.WorkGroupOfficer)))
            .WithSummary("People by organisation or a part of the name").WithDescription("For administrators, auditors and work group officers. At most 500.");
        people.MapPost("", async (NewPerson person, Caller caller, EnterPerson enter, HttpContext context, CancellationToken cancellation) =>
            (await enter.Run(caller, person, cancellation)).Answer(context)).Produces<Entered>().WithSummary("Enter a person, with an account to sign in with");
        people.MapPost("/import", async (IFormFile file, bool? apply, Caller caller, ImportPeople import, HttpContext context, CancellationToken cancellation) =>
        {
            if (file.Length > ImportPeople.LargestFile) return RefusalProblem.Problem(context, new Refusal("import.no-table", ImportPeople.LargestFile / 1024 / 1024));
            var bytes = new byte[file.Length];
            await using var content = file.OpenReadStream();
            await content.ReadExactlyAsync(bytes, cancellation);
            return (await import.Run(caller, bytes, apply ?? false, cancellation)).Answer(context);
        }).DisableAntiforgery().Produces<ImportReport>().WithSummary("Enter the people of a table (XLSX or CSV)").WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(2 * ImportPeople.LargestFile))
            .WithDescription("Without `apply=true` a dry run. Columns by heading: 单位 / organisation, 姓名 / name, 用户名 / account, 岗位 / seats, 邮箱 / email, 初始密码 / password. A line that is refused holds up no other.");
        people.MapPost("/{id:long}/disable", async (long id, Caller caller, EnterPerson enter, HttpContext context, CancellationToken cancellation) =>
            (await enter.SetDisabled(caller, id, true, cancellation)).Answer(context)).Produces(204).WithSummary("Disable a person's account, at once and everywhere");
        people.MapPost("/{id:long}/enable", async (long id, Caller caller, EnterPerson enter, HttpContext context, CancellationToken cancellation) =>
            (await enter.SetDisabled(caller, id, false, cancellation)).Answer(context)).Produces(204).WithSummary("Enable a disabled or locked account again");
        people.MapGet("/{id:long}/sessions", async (long id, Caller caller, SessionsOfOthers sessions, HttpContext context, CancellationToken cancellation) =>
            (await sessions.Read(caller, id, cancellation)).Answer(context)).Produces<SessionsOf>().WithSummary("Where a person is signed in now").WithDescription("For whoever administers the account.");
        people.MapPost("/{id:long}/sessions/end", async (long id, Caller caller, SessionsOfOthers sessions, HttpContext context, CancellationToken cancellation) =>
            (await sessions.End(caller, id, null, cancellation)).Answer(context)).Produces(204).WithSummary("End all sessions of a person, at once and on every node");
        people.MapPost("/{id:long}/sessions/{sessionId:long}/end", async (long id, long sessionId, Caller caller, SessionsOfOthers sessions, HttpContext context, CancellationToken cancellation) =>
            (await sessions.End(caller, id, sessionId, cancellation)).Answer(context)).Produces(204).WithSummary("End one session of a person");

        api.MapGet("/areas", async (ApprovalsDb db, TimeProvider clock, string? parent, CancellationToken cancellation) =>
        {
            var today = ShanghaiTime.DayOf(clock.GetUtcNow());
            return await db.Areas.AsNoTracking()
                .Where(a => a.ParentCode == (string.IsNullOrEmpty(parent) ? null : parent) && a.EffectiveFrom <= today && (a.EffectiveTo == null || a.EffectiveTo >= today))
                .OrderBy(a => a.Code).Select(a => new AreaView(a.Code, a.Name, a.Level, a.ParentCode, a.Structure, a.RegionKey)).ToListAsync(cancellation);
        }).WithTags("Organisations").WithSummary("Areas in force today, below a parent; without one the provinces");
    }
}
