using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using Workflows.Approvals;
using Workflows.Host.Refusals;

namespace Workflows.Host.Account;

/// <summary>What one signs in with.</summary>
/// <param name="Code">Of the second factor, where the account has one.</param>
public sealed record Credentials(string UserName, string Password, string? Code = null);

/// <summary>A token to be sent as <c>Authorization: Bearer …</c>.</summary>
public sealed record Session(string AccessToken, DateTimeOffset ExpiresAt);

/// <summary>Who is signed in.</summary>
public sealed record Me(long PersonId, string UserName, string Name, IReadOnlyList<HeldSeat> Seats);

internal static class AccountApi
{
    public static void MapAccount(this IEndpointRouteBuilder api)
    {
        api.MapPost("/session", async (Credentials credentials, SignIn signIn, IOptionsMonitor<BearerTokenOptions> tokens, TokenActivity activity, NoteSession note, TimeProvider clock, HttpContext context, CancellationToken cancellation) =>
        {
            var found = await Principal(signIn, credentials, cancellation);
            if (found.Refusal is { } refusal) return RefusalProblem.Problem(context, refusal, refusal.Code == "session.too-often" ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized);
            ((ClaimsIdentity)found.Value.Identity!).AddClaims(activity.NewToken());
            await note.Run(found.Value, context, cancellation);
            var expires = clock.GetUtcNow() + Schemes.Lasting;
            var ticket = new AuthenticationTicket(found.Value, new AuthenticationProperties { ExpiresUtc = expires }, $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
            return Results.Ok(new Session(tokens.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket), expires));
        }).AllowAnonymous().WithTags("Session").Produces<Session>().WithSummary("Sign in")
          .WithDescription("Answers an access token for `Authorization: Bearer …`, valid for 8 hours, and no longer than it is idle (setting `Session:IdleMinutes`). After five wrong passwords the account is locked for 15 minutes. Where the account has a second factor its code goes along; without it the answer is `session.code-needed`. A personal API key (`Authorization: ApiKey …`) does without.");

        api.MapDelete("/session", async (Caller caller, EndedSessions sessions, HttpContext context, CancellationToken cancellation) =>
            (await sessions.End(caller, cancellation)).Answer(context)).Produces(204).WithTags("Session").WithSummary("Sign out")
            .WithDescription("The token opens nothing any more, wherever a copy of it lies.");

        api.MapSessions();
        var me = api.MapGroup("/me").WithTags("Session");
        me.MapGet("/alive", () => Results.NoContent()).AllowAnonymous().ExcludeFromDescription();
        me.MapGet("", (Caller caller) => new Me(caller.PersonId, caller.UserName, caller.Name, caller.Seats)).WithSummary("Who I am and which seats I hold now");
        me.MapPost("/password", async (NewPassword asked, Caller caller, ChangePassword change, HttpContext context, CancellationToken cancellation) =>
            (await change.Run(caller, asked, BearerTokenDefaults.AuthenticationScheme, cancellation)).Refusal is { } refusal ? RefusalProblem.Problem(context, refusal) : Results.NoContent()).Produces(204)
            .WithSummary("Change my password").WithDescription("All sessions of the account end, this one too; sign in again. A first password from an administrator has to be changed before anything else.");
        me.MapPost("/second-factor", async (Caller caller, SecondFactors factors, HttpContext context, CancellationToken cancellation) => (await factors.Begin(caller, cancellation)).Answer(context))
            .Produces<NewSecondFactor>().WithSummary("Begin to enrol a second factor").WithDescription("The secret is in this answer and never shown again; it counts once a code of it was confirmed.");
        me.MapPost("/second-factor/confirm", async (SecondFactorCode code, Caller caller, SecondFactors factors, HttpContext context, CancellationToken cancellation) =>
            (await factors.Confirm(caller, code.Code, cancellation)).Answer(context)).Produces(204).WithSummary("Confirm the second factor with a code of it");
        me.MapPost("/second-factor/remove", async (SecondFactorCode code, Caller caller, SecondFactors factors, HttpContext context, CancellationToken cancellation) =>
            (await factors.Remove(caller, code.Code, cancellation)).Answer(context)).Produces(204).WithSummary("Give the second factor up");
        me.MapGet("/substitutions", async (Caller caller, Substitutions substitutions, CancellationToken cancellation) => await substitutions.Mine(caller, cancellation)).WithSummary("Who substitutes me, and whom I substitute (代理)");
        me.MapPost("/substitutions", async (NewSubstitution asked, Caller caller, Substitutions substitutions, HttpContext context, CancellationToken cancellation) =>
            (await substitutions.Begin(caller, asked, cancellation)).Answer(context)).Produces(204).WithSummary("Let somebody of the same organisation act for me")
            .WithDescription("From an instant to another (exclusive), in one seat or every seat, for one call or all. It adds and never replaces, does not cascade, and never covers a seal.");
        me.MapDelete("/substitutions/{id:long}", async (long id, Caller caller, Substitutions substitutions, HttpContext context, CancellationToken cancellation) =>
            (await substitutions.End(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("End a substitution before its time");
        me.MapGet("/api-keys", async (Caller caller, ApiKeys keys, CancellationToken cancellation) => await keys.Mine(caller, cancellation)).WithSummary("My API keys, without the keys themselves");
        me.MapPost("/api-keys", async (NewApiKey key, Caller caller, ApiKeys keys, HttpContext context, CancellationToken cancellation) =>
            (await keys.Create(caller, key.Name ?? "", cancellation)).Answer(context)).Produces<CreatedApiKey>().WithSummary("Make an API key").WithDescription("The key is in this answer and never shown again.");
        me.MapDelete("/api-keys/{id:long}", async (long id, Caller caller, ApiKeys keys, HttpContext context, CancellationToken cancellation) =>
            (await keys.Revoke(caller, id, cancellation)).Answer(context)).Produces(204).WithSummary("Revoke an API key, at once");
    }

    private static async Task<Result<ClaimsPrincipal>> Principal(SignIn signIn, Credentials credentials, CancellationToken cancellation)
    {
        var found = await signIn.Run(credentials.UserName ?? "", credentials.Password ?? "", BearerTokenDefaults.AuthenticationScheme, cancellation);
        if (found.Refusal is { } refusal) return refusal;
        if (found.Value.Principal is { } principal) return principal;
        return string.IsNullOrWhiteSpace(credentials.Code) ? new Refusal("session.code-needed") : await signIn.Finish(found.Value.Ticket, credentials.Code, BearerTokenDefaults.AuthenticationScheme, cancellation);
    }
}
