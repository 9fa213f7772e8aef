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
        context.Features.Set(new Entry());
        await next(context);

        // An answer that has begun noted its refusal itself, or is what an HTTP workflow says.
        if (!context.Response.HasStarted) await context.NoteRefusal(context.Response.StatusCode);
    });

    /// <summary>
    /// Writes the entry, before the first byte of the answer: where it cannot be written, the request fails, and nobody learns what they may not do without a trace.
    /// </summary>
    /// <param name="status">Of the answer; only 403 says that a right is missing.</param>
    public static async Task NoteRefusal(this HttpContext context, int status)
    {
        if (status != StatusCodes.Status403Forbidden || context.Features.Get<Entry>() is not { IsWritten: false } entry || context.Features.Get<Caller>() is not { } caller) return;
        entry.IsWritten = true;
        await context.RequestServices.GetRequiredService<NoteAct>().Run(caller, "act.refused", $"{context.Request.Method} {Short(context.Request.Path)}", RefusalProblem.CodeOf(context) ?? "request.not-allowed", CancellationToken.None);
    }

    private static string Short(PathString path) => path.Value is { Length: > 200 } text ? text[..200] : path.Value ?? "";

    private sealed class Entry
    {
        public bool IsWritten { get; set; }
    }
}
