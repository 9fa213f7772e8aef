using System.Globalization;
using System.Net;
using Elsa.Resilience;
using Elsa.Resilience.Models;
using Elsa.Workflows.Exceptions;
using Workflows.Engine.Resilience;

namespace Elsa.Http;

/// <summary>
/// Base class of what sends a request and waits for the response. It is sent after the commit, outside of any unit of work, to addresses that the
/// configuration allows; should the program stop between sending and hearing, it is sent once more. The result stays empty, because a response cannot be
/// kept with an instance: read <see cref="StatusCode"/>, <see cref="ParsedContent"/> and <see cref="ResponseHeaders"/>. Where a retry strategy is set, a request
/// that nobody answered or whose answer says "later" (408, 429, 500, 502, 503, 504) is sent again; after the last attempt the workflow goes on with what came of it.
/// </summary>
[ResilienceCategory("HTTP")]
public abstract class SendHttpRequestBase : Activity<HttpResponseMessage>, IResilientActivity
{
    /// <summary>Answers after which the same request may succeed.</summary>
    private static readonly int[] Passing = [408, 429, 500, 502, 503, 504];

    protected SendHttpRequestBase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The address to send the request to.", Order = 0)] public Input<Uri?> Url { get; set; } = null!;

    [Input(Description = "The HTTP method to use when sending the request.", Options = new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD" }, DefaultValue = "GET", UIHint = InputUIHints.DropDown, Order = 1)]
    public Input<string> Method { get; set; } = new("GET");

    [Input(Description = "The content to send with the request. Can be a string, an object, a byte array or a stream.", Order = 2)] public Input<object?> Content { get; set; } = null!;

    [Input(
        Description = "The content type to use when sending the request.", UIHint = InputUIHints.DropDown, Order = 3,
        Options = new[] { "application/json", "application/x-www-form-urlencoded", "application/octet-stream", "application/xml", "text/html", "text/plain", "text/xml" })]
    public Input<string?> ContentType { get; set; } = null!;

    [Input(Description = "The Authorization header value to send with the request. For example: Bearer {some-access-token}", Category = "Security", CanContainSecrets = true, Order = 4)]
    public Input<string?> Authorization { get; set; } = null!;

    [Input(Description = "A value that allows to add the Authorization header without validation.", Category = "Security", Order = 5)] public Input<bool> DisableAuthorizationHeaderValidation { get; set; } = null!;

    [Input(Description = "The headers to send along with the request.", UIHint = InputUIHints.JsonEditor, Category = "Advanced", Order = 6)]
    public Input<HttpHeaders?> RequestHeaders { get; set; } = new(new HttpHeaders());

    [Input(Description = "Obsolete. Use the common Resilience Strategy setting instead.")] public Input<bool> EnableResiliency { get; set; } = null!;

    [Output(Description = "The HTTP response status code")] public Output<int> StatusCode { get; set; } = null!;
    [Output(Description = "The parsed content, if any.")] public Output<object?> ParsedContent { get; set; } = null!;
    [Output(Description = "The response headers that were received.")] public Output<HttpHeaders?> ResponseHeaders { get; set; } = null!;

    protected abstract ValueTask HandleResponseAsync(ActivityExecutionContext context, HttpResponseMessage response);
    protected abstract ValueTask HandleRequestExceptionAsync(ActivityExecutionContext context, HttpRequestException exception);
    protected abstract ValueTask HandleTaskCanceledExceptionAsync(ActivityExecutionContext context, TaskCanceledException exception);

    public IDictionary<string, string?> CollectRetryDetails(ActivityExecutionContext context, RetryAttempt attempt) => new Dictionary<string, string?>
    {
        ["Url"] = Url.GetOrDefault(context)?.GetLeftPart(UriPartial.Path),
        ["Method"] = Method.GetOrDefault(context),
        ["StatusCode"] = attempt.Exception is HttpRequestException { StatusCode: { } status } ? ((int)status).ToString(CultureInfo.InvariantCulture) : null,
        ["Error"] = attempt.Exception?.Message,
    };

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var url = Url.GetOrDefault(context);
        if (url is not { IsAbsoluteUri: true, Scheme: "http" or "https" }) throw new InvalidOperationException($"Expected an address that begins with https:// or http://, found \"{url}\". Enter the whole address.");
        var bookmark = context.CreateBookmark(new CreateBookmarkArgs { IncludeActivityInstanceId = true, Callback = OnAnsweredAsync });
        context.GetRequiredService<WorkflowRuntime>().QueueHttpRequest(new QueuedHttpRequest(bookmark.Id, context.WorkflowExecutionContext.Id, Request(context, url)));
        KeepSecret(context);
        return ValueTask.CompletedTask;
    }

    private OutgoingRequest Request(ActivityExecutionContext context, Uri url)
    {
        var headers = (RequestHeaders.GetOrDefault(context) ?? []).ToDictionary(x => x.Key, x => x.Value, StringComparer.OrdinalIgnoreCase);
        if (Authorization.GetOrDefault(context) is { Length: > 0 } authorization) headers["Authorization"] = [authorization];
        var content = Content.GetOrDefault(context);
        var (body, type) = content == null ? (null, ContentType.GetOrDefault(context)) : HttpContents.Write(content, ContentType.GetOrDefault(context));
        return new OutgoingRequest(Method.GetOrDefault(context) is { Length: > 0 } method ? method.ToUpperInvariant() : "GET", url.AbsoluteUri, type, body, headers);
    }

    private async ValueTask OnAnsweredAsync(ActivityExecutionContext context)
    {
        KeepSecret(context);
        var outcome = context.WorkflowInput.TryGetValue(QueuedHttpRequest.OutcomeInput, out var given)
            ? given as HttpOutcome ?? JsonSerializer.SerializeToElement(given, EngineJson.Options).Deserialize<HttpOutcome>(EngineJson.Options)!
            : throw new InvalidOperationException("Expected what came of the request, found nothing. The activity is resumed only by the one who sends it.");
        if (outcome.Failure != HttpFailure.None) context.JournalData["Error"] = outcome.Message ?? outcome.Failure.ToString();
        switch (outcome.Failure)
        {
            case HttpFailure.NotAllowed or HttpFailure.TooLarge:
                throw new FaultException($"Http{outcome.Failure}", "HTTP", DefaultFaultTypes.Integration, outcome.Message);
            case HttpFailure.FailedToConnect:
                var unreached = new HttpRequestException(outcome.Message);
                if (!await IsTriedAgainAsync(context, unreached)) await HandleRequestExceptionAsync(context, unreached);
                return;
            case HttpFailure.TimedOut:
                var late = new TaskCanceledException(outcome.Message);
                if (!await IsTriedAgainAsync(context, late)) await HandleTaskCanceledExceptionAsync(context, late);
                return;
        }

        if (Passing.Contains(outcome.StatusCode) && await IsTriedAgainAsync(context, new HttpRequestException($"The answer was {outcome.StatusCode}.", null, (HttpStatusCode)outcome.StatusCode))) return;

        context.Set(StatusCode, outcome.StatusCode);
        context.Set(ResponseHeaders, new HttpHeaders(outcome.Headers));
        context.Set(ParsedContent, Parsed(outcome));
        using var response = new HttpResponseMessage((HttpStatusCode)outcome.StatusCode) { Content = new ByteArrayContent(outcome.Content ?? []) };
        await HandleResponseAsync(context, response);
    }

    private static ValueTask<bool> IsTriedAgainAsync(ActivityExecutionContext context, Exception exception) => context.GetRequiredService<Retries>().TryAsync(context, exception);

    // A service that says JSON and sends something else is still heard.
    private static object? Parsed(HttpOutcome outcome)
    {
        try
        {
            return HttpContents.Read(outcome.Content, outcome.ContentType);
        }
        catch (JsonException)
        {
            return HttpContents.Read(outcome.Content, "text/plain");
        }
    }

    /// <summary>The journal keeps that there was one, not what it was.</summary>
    private void KeepSecret(ActivityExecutionContext context)
    {
        if (!string.IsNullOrEmpty(Authorization.GetOrDefault(context))) context.ActivityState[nameof(Authorization)] = "***";
    }
}
