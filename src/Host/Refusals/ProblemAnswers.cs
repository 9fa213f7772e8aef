using Microsoft.AspNetCore.Http.Features;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Workflows.Approvals;

namespace Workflows.Host.Refusals;

/// <summary>
/// Whatever goes wrong before or outside a verb (no such address, not signed in, a body that is not JSON, a bug) is answered on the API
/// in the same shape as a refusal. Pages get a page.
/// </summary>
public static class ProblemAnswers
{
    public static bool IsApi(this HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/elsa") || request.Path.StartsWithSegments("/openapi") || request.Path.StartsWithSegments("/health");

    public static void UseProblemAnswers(this WebApplication app)
    {
        app.UseWhen(context => !context.Request.IsApi(), pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error", CreateScopeForErrors = true,
                StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
                SuppressDiagnosticsCallback = failed => failed.Exception is BadHttpRequestException,
            });
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);

            // No page has such an address; PostgreSQL keeps no zeros in a text.
            pages.Use((context, next) =>
            {
                if (!context.Request.QueryString.Value!.Contains("%00", StringComparison.Ordinal)) return next(context);
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        });
        app.UseWhen(context => context.Request.IsApi(), api =>
        {
            // A request that cannot be read is the caller's mistake and answered to the caller; only bugs are errors in the log.
            api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerException, SuppressDiagnosticsCallback = failed => failed.Exception is BadHttpRequestException || IsNoText(failed.Exception) });
            api.UseStatusCodePages(context => AnswerStatus(context.HttpContext));
            api.Use((context, next) => HasUnknownCharacters(context.Request)
                ? RefusalProblem.Problem(context, new Refusal("request.media-type"), StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context)
                : next(context));
        });
    }

    private static Task AnswerException(HttpContext context)
    {
        var exception = context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        var (code, status, place) = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ("request.too-large", StatusCodes.Status413PayloadTooLarge, ""),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => ("request.media-type", StatusCodes.Status415UnsupportedMediaType, ""),
            BadHttpRequestException { InnerException: JsonException json } => ("request.malformed", StatusCodes.Status400BadRequest, PlaceOf(json)),
            BadHttpRequestException bad => ("request.malformed", bad.StatusCode, bad.Message),
            _ when IsNoText(exception) => ("request.malformed", StatusCodes.Status400BadRequest, "U+0000, U+D800…U+DFFF"),
            _ => ("request.failed", StatusCodes.Status500InternalServerError, context.TraceIdentifier),
        };
        return RefusalProblem.Problem(context, new Refusal(code, place), status).ExecuteAsync(context);
    }

    /// <summary>The body is said to be in an encoding that does not exist.</summary>
    private static bool HasUnknownCharacters(HttpRequest request) => request.GetTypedHeaders().ContentType is { Charset.Length: > 0, Encoding: null };

    /// <summary>Characters that are none, which PostgreSQL keeps in no text: zeros, and halves of pairs.</summary>
    private static bool IsNoText(Exception? exception) => exception switch
    {
        null => false,
        EncoderFallbackException or DbException { SqlState: "22021" or "22P05" } => true,
        _ => IsNoText(exception.InnerException),
    };

    private static string PlaceOf(JsonException json) =>
        $"{json.Path ?? "$"} ({(json.LineNumber ?? 0) + 1}:{(json.BytePositionInLine ?? 0) + 1})";

    private static Task AnswerStatus(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var code = status switch
        {
            StatusCodes.Status400BadRequest => "request.malformed",
            StatusCodes.Status401Unauthorized => "session.required",
            StatusCodes.Status403Forbidden => "request.not-allowed",
            StatusCodes.Status404NotFound => "request.unknown",
            StatusCodes.Status405MethodNotAllowed => "request.method",
            StatusCodes.Status413PayloadTooLarge => "request.too-large",
            StatusCodes.Status415UnsupportedMediaType => "request.media-type",
            _ => "request.failed",
        };
        return RefusalProblem.Problem(context, new Refusal(code, status == 404 ? context.Request.Path.Value ?? "" : ""), status).ExecuteAsync(context);
    }
}
