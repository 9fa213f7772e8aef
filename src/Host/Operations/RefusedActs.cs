using Workflows.Host.Refusals;

namespace Workflows.Host.Operations;

/// <summary>
/// Says of every refusal who was refused and why: in the line of the request, and, where somebody who is signed in was told that a right is missing, as an entry in the person's own chain.
/// </summary>
public static class RefusedActs
{
    /// <summary>Comes after it is known who asks.</summary>
    public static void UseRefusedActs(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status403Forbidden && context.Features.Get<Caller>() is { } caller)
            await context.RequestServices.GetRequiredService<NoteAct>().Run(caller, "act.refused", $"{context.Request.Method} {Short(context.Request.Path)}", RefusalProblem.CodeOf(context) ?? "request.not-allowed", CancellationToken.None);
    });

    private static string Short(PathString path) => path.Value is { Length: > 200 } text ? text[..200] : path.Value ?? "";
}
