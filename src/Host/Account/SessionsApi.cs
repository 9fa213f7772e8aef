using Workflows.Host.Refusals;

namespace Workflows.Host.Account;

/// <summary>The password once more, for a sensitive act.</summary>
public sealed record Confirmation(string? Password = null);

internal static class SessionsApi
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/me/sessions").WithTags("Session");
        sessions.MapGet("", async (Caller caller, ReadSessions read, CancellationToken cancellation) => await read.Run(caller.AccountId, caller.Session, cancellation))
            .WithSummary("Where I am signed in now").WithDescription("Sessions of pages and access tokens, the one used last first; `seenAt` is at most a tenth of the idle time behind. Personal API keys have a list of their own.");
        sessions.MapPost("/{id:long}/end", async (long id, Confirmation mine, Caller caller, EndSessions end, HttpContext context, CancellationToken cancellation) =>
            (await end.One(caller, id, mine.Password, cancellation)).Answer(context)).Produces(204).WithSummary("End a session, at once and on every node");
        sessions.MapPost("/end-others", async (Confirmation mine, Caller caller, EndSessions end, HttpContext context, CancellationToken cancellation) =>
            (await end.Others(caller, mine.Password, cancellation)).Answer(context)).Produces(204).WithSummary("End all sessions but this one");
    }
}
