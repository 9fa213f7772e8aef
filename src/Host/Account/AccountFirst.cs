using Microsoft.AspNetCore.Authorization;
using Workflows.Approvals;
using Workflows.Host.Refusals;

namespace Workflows.Host.Account;

/// <summary>
/// Whoever owes the own account something does nothing before it is done: change a first password that an administrator gave, then enrol a second factor where one is asked for
/// (<see cref="SecondFactorPolicy"/>). Pages lead there, the API refuses with <c>password.must-change</c> or <c>second-factor.must-enrol</c>.
/// </summary>
public static class AccountFirst
{
    private sealed record Owed(string Page, string Refusal, string Api);

    private static readonly Owed Password = new("/account/password", "password.must-change", "/api/me/password");
    private static readonly Owed Factor = new("/account/second-factor", "second-factor.must-enrol", "/api/me/second-factor");

    /// <summary>What answers all the same: who one is, signing in and out, languages, and the parts of pages.</summary>
    private static readonly string[] Open = ["/api/session", "/sign-in", "/sign-out", "/culture", "/_framework", "/_blazor", "/_content", "/health"];

    public static void UseAccountFirst(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (Of(context.Features.Get<Caller>()) is not { } owed || IsOpen(context, owed))
        {
            await next(context);
        }
        else if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/elsa"))
        {
            await RefusalProblem.Problem(context, new Refusal(owed.Refusal), StatusCodes.Status403Forbidden).ExecuteAsync(context);
        }
        else
        {
            context.Response.Redirect($"{owed.Page}?back={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        }
    });

    private static Owed? Of(Caller? caller) => caller switch
    {
        { MustChangePassword: true } => Password,
        { MustEnrol: true } => Factor,
        _ => null,
    };

    private static bool IsOpen(HttpContext context, Owed owed) =>
        context.Request.Path.StartsWithSegments(owed.Page) || context.Request.Path.StartsWithSegments(owed.Api)
        || Array.Exists(Open, path => context.Request.Path.StartsWithSegments(path))
        || (context.Request.Path == "/api/me" && HttpMethods.IsGet(context.Request.Method))
        || (Path.HasExtension(context.Request.Path.Value) && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null);
}
