using Microsoft.AspNetCore.Mvc;
using Workflows.Approvals;
using Workflows.Approvals.Forms;
using Workflows.Host.Operations;

namespace Workflows.Host.Refusals;

/// <summary>Turns a refusal into <c>application/problem+json</c>: the code, the sentence in the caller's language, the fitting status.</summary>
public static class RefusalProblem
{
    /// <summary>Status by the last word of the code; a word not named here means 422: understood, but against a rule.</summary>
    private static readonly Dictionary<string, int> StatusByEnding = new()
    {
        ["unknown"] = StatusCodes.Status404NotFound,
        ["not-yours"] = StatusCodes.Status403Forbidden,
        ["not-allowed"] = StatusCodes.Status403Forbidden,
        ["not-open"] = StatusCodes.Status409Conflict,
        ["closed"] = StatusCodes.Status409Conflict,
        ["already-open"] = StatusCodes.Status409Conflict,
        ["already-exists"] = StatusCodes.Status409Conflict,
        ["changed-meanwhile"] = StatusCodes.Status409Conflict,
        ["conflict"] = StatusCodes.Status409Conflict,
        ["already-there"] = StatusCodes.Status409Conflict,
        ["already-filed"] = StatusCodes.Status409Conflict,
        ["already-published"] = StatusCodes.Status409Conflict,
        ["already-answered"] = StatusCodes.Status409Conflict,
        ["replaced"] = StatusCodes.Status409Conflict,
        ["claimed-by-other"] = StatusCodes.Status409Conflict,
        ["nothing-waits"] = StatusCodes.Status409Conflict,
        ["is-record"] = StatusCodes.Status409Conflict,
        ["call-not-closed"] = StatusCodes.Status409Conflict,
        ["malformed"] = StatusCodes.Status400BadRequest,
        ["not-publishable"] = StatusCodes.Status400BadRequest,
        ["no-version"] = StatusCodes.Status404NotFound,
        ["in-use"] = StatusCodes.Status409Conflict,
        ["not-checked"] = StatusCodes.Status503ServiceUnavailable,
        ["barred"] = StatusCodes.Status403Forbidden,
        ["not-handler"] = StatusCodes.Status403Forbidden,
        ["not-custodian"] = StatusCodes.Status403Forbidden,
    };

    public static int StatusOf(string code) =>
        StatusByEnding.GetValueOrDefault(code[(code.LastIndexOf('.') + 1)..], StatusCodes.Status422UnprocessableEntity);

    /// <summary>The code with which the request was refused; null when it was not.</summary>
    public static string? CodeOf(HttpContext context) => context.Items.TryGetValue(nameof(RefusalProblem), out var code) ? (string?)code : null;

    public static IResult Problem(HttpContext context, Refusal refusal) => Problem(context, refusal, StatusOf(refusal.Code));

    public static IResult Problem(HttpContext context, Refusal refusal, int status)
    {
        context.Items[nameof(RefusalProblem)] = refusal.Code;
        var problem = new ProblemDetails
        {
            Status = status,
            Type = $"urn:wenlian:refusal:{refusal.Code}",
            Title = context.RequestServices.GetRequiredService<RefusalSentences>().Of(refusal),
            Instance = context.Request.Path,
        };
        problem.Extensions["code"] = refusal.Code;
        problem.Extensions["requestId"] = context.TraceIdentifier;
        if (refusal.Arguments.OfType<IReadOnlyList<FormFinding>>().FirstOrDefault() is { } findings) problem.Extensions["findings"] = findings;
        return new NotedAnswer(Results.Json(problem, contentType: "application/problem+json", statusCode: status), status);
    }

    private sealed class NotedAnswer(IResult answer, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            await context.NoteRefusal(status);
            await answer.ExecuteAsync(context);
        }
    }
}
