using Elsa.Workflows;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Studio.Frame;

/// <summary>Everything under <c>/studio</c>: the page around the designer, the designer's files, and the token that it works with.</summary>
public static class StudioPages
{
    /// <summary>The pages that there are; the designer itself moves between them.</summary>
    private static readonly string[] Addresses =
        ["", "/workflows/definitions", "/workflows/definitions/{id}/edit", "/workflows/instances", "/workflows/instances/{id}/view"];

    /// <summary>Seat roles that may open the designer: flow administrators design and intervene, auditors read.</summary>
    private static readonly string[] Readers = [nameof(SeatRole.FlowAdministrator), nameof(SeatRole.Auditor)];

    public static void AddStudio(this IServiceCollection services) =>
        services.AddSingleton(_ => StudioFiles.OfThisProgram()).AddSingleton<StudioTokens>();

    public static void MapStudio(this WebApplication app)
    {
        var studio = app.MapGroup("/studio").ExcludeFromDescription();
        foreach (var address in Addresses)
            studio.MapGet(address, IResult () => new RazorComponentResult<StudioFrame> { PreventStreamingRendering = true }).RequireAuthorization(Session());

        // From a case to the instance that carries it.
        studio.MapGet("/cases/{id:long}", async (long id, ApprovalsDb db, CancellationToken cancellation) =>
            await db.Cases.Where(c => c.Id == id).Select(c => c.InstanceId).FirstOrDefaultAsync(cancellation) is { } instance
                ? Results.LocalRedirect($"/studio/workflows/instances/{instance}/view")
                : Results.NotFound()).RequireAuthorization(Session());

        studio.MapPost("/token", (HttpContext context, StudioTokens tokens) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" ? Results.Ok(tokens.For(context)) : Results.Forbid();
        }).RequireAuthorization(Session());

        studio.MapGet("/appsettings.json", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Json(new { Backend = new { Url = $"{context.Request.Scheme}://{context.Request.Host}/elsa/api" } }, options: new System.Text.Json.JsonSerializerOptions());
        }).AllowAnonymous();

        studio.MapGet("/frame/members", (IActivityRegistry registry) => ElsaJson.Answer(MemberWords.Of(registry))).RequireAuthorization(Session());
        studio.MapGet("/frame/{name}", (string name, HttpContext context) => FrameFiles.Answer(context, name)).AllowAnonymous();
        studio.MapGet("/_framework/{**file}", (string file, HttpContext context, StudioFiles files) => files.Answer(context, $"_framework/{file}")).AllowAnonymous();
        studio.MapGet("/_content/{**file}", (string file, HttpContext context, StudioFiles files) => files.Answer(context, $"_content/{file}")).AllowAnonymous();
        studio.MapGet("/Elsa.Studio.Host.CustomElements.styles.css", (HttpContext context, StudioFiles files) => files.Answer(context, "Elsa.Studio.Host.CustomElements.styles.css")).AllowAnonymous();

        // The designer links to its pages from the root of the site. Other addresses there belong to workflows that wait for requests.
        foreach (var address in Addresses.Where(each => each.Length > 0))
            app.MapGet(address, (HttpContext context) => Results.LocalRedirect($"/studio{context.Request.Path.ToUriComponent()}")).RequireAuthorization().ExcludeFromDescription();
    }

    /// <summary>Only the session of the pages opens these; a token cannot be used to get the next one.</summary>
    private static AuthorizationPolicy Session() =>
        new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme).RequireRole(Readers).Build();
}
