using Elsa.Http.Bookmarks;

namespace Elsa.Http;

/// <summary>
/// Waits for a request, or starts the workflow when one comes. The host serves endpoints only if the configuration says so, and, unless it says
/// otherwise, only to those who have signed in. What the request brought is in the outputs; the result is the request as a whole.
/// </summary>
[Activity("Elsa", "HTTP", "Wait for an inbound HTTP request that matches the specified path and methods.", DisplayName = "HTTP Endpoint")]
public class HttpEndpoint : Trigger<object>
{
    private const string TooLarge = "Request too large";
    private const string FileTooLarge = "File too large";
    private const string InvalidExtension = "Invalid file extension";
    private const string InvalidMimeType = "Invalid file MIME type";

    public HttpEndpoint([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public HttpEndpoint(Input<string> path, Input<string> method, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(path, source, line) =>
        SupportedMethods = new Input<ICollection<string>>(x => (ICollection<string>)[method.Get(x)]);

    public HttpEndpoint(Input<string> path, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Path = path;

    [Input(Description = "The path to associate with the workflow.", UIHint = InputUIHints.SingleLine)] public Input<string> Path { get; set; } = null!;

    [Input(Description = "The HTTP methods to accept.", Options = new[] { "GET", "POST", "PUT", "HEAD", "DELETE" }, UIHint = InputUIHints.CheckList)]
    public Input<ICollection<string>> SupportedMethods { get; set; } = new(ObjectLiteral.From(new[] { "GET" }));

    [Input(Description = "Allow authenticated requests only.", Category = "Security")] public Input<bool> Authorize { get; set; } = new(false);

    [Input(Description = "Provide a policy to evaluate. If the policy fails, the request is forbidden.", Category = "Security")]
    public Input<string?> Policy { get; set; } = new(default(string?));

    [Input(Description = "The maximum time allowed to process the request.", Category = "Upload")] public Input<TimeSpan?> RequestTimeout { get; set; } = null!;
    [Input(Description = "The maximum request size allowed in bytes.", Category = "Upload")] public Input<long?> RequestSizeLimit { get; set; } = null!;
    [Input(Description = "The maximum file size allowed in bytes for an individual file.", Category = "Upload")] public Input<long?> FileSizeLimit { get; set; } = null!;

    [Input(Description = "Only file extensions in this list are allowed. Leave empty to allow all extensions", Category = "Upload", UIHint = InputUIHints.MultiText)]
    public Input<ICollection<string>> AllowedFileExtensions { get; set; } = null!;

    [Input(Description = "File extensions in this list are forbidden. Leave empty to not block any extension.", Category = "Upload", UIHint = InputUIHints.MultiText)]
    public Input<ICollection<string>> BlockedFileExtensions { get; set; } = null!;

    [Input(Description = "Only MIME types in this list are allowed. Leave empty to allow all types", Category = "Upload", UIHint = InputUIHints.MultiText)]
    public Input<ICollection<string>> AllowedMimeTypes { get; set; } = null!;

    [Input(Description = "A value indicating whether to expose the \"Request too large\" outcome.", Category = "Outcomes")] public bool ExposeRequestTooLargeOutcome { get; set; }
    [Input(Description = "A value indicating whether to expose the \"File too large\" outcome.", Category = "Outcomes")] public bool ExposeFileTooLargeOutcome { get; set; }
    [Input(Description = "A value indicating whether to expose the \"Invalid file extension\" outcome.", Category = "Outcomes")] public bool ExposeInvalidFileExtensionOutcome { get; set; }
    [Input(Description = "A value indicating whether to expose the \"Invalid file MIME type\" outcome.", Category = "Outcomes")] public bool ExposeInvalidFileMimeTypeOutcome { get; set; }

    [Output(Description = "The parsed request content, if any.")] public Output<object?> ParsedContent { get; set; } = null!;

    /// <summary>Each with name, file name, content type, length and content.</summary>
    [Output(Description = "The uploaded files, if any.")] public Output<object> Files { get; set; } = null!;

    [Output(Description = "The first uploaded file, if any.")] public Output<object?> File { get; set; } = null!;
    [Output(Description = "The parsed route data, if any.")] public Output<IDictionary<string, object>> RouteData { get; set; } = null!;
    [Output(Description = "The querystring data, if any.")] public Output<IDictionary<string, object>> QueryStringData { get; set; } = null!;
    [Output(Description = "The headers, if any.")] public Output<IDictionary<string, object>> Headers { get; set; } = null!;

    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context)
    {
        context.TriggerName = HttpStimulusNames.HttpEndpoint;
        return Payloads(context.ExpressionExecutionContext);
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await OnRequestAsync(context);
            return;
        }

        foreach (var payload in Payloads(context.ExpressionExecutionContext))
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = HttpStimulusNames.HttpEndpoint, Stimulus = payload, Callback = OnRequestAsync });
    }

    private List<HttpEndpointBookmarkPayload> Payloads(ExpressionExecutionContext context)
    {
        var path = Path.GetOrDefault(context) ?? throw new UnusableInputException("trigger.path-missing", "Expected the path of the endpoint, found none. Enter one, for instance orders/{id}.", []);
        RouteTemplate.Parse(path);
        var methods = SupportedMethods.GetOrDefault(context) is { Count: > 0 } given ? given : ["GET"];
        return
        [
            .. methods.Select(method => new HttpEndpointBookmarkPayload(
                $"/{path.Trim('/')}", method, Authorize.GetOrDefault(context), Policy.GetOrDefault(context), RequestTimeout.GetOrDefault(context), RequestSizeLimit.GetOrDefault(context)))
        ];
    }

    private async ValueTask OnRequestAsync(ActivityExecutionContext context)
    {
        var exchange = context.GetRequiredService<HttpExchange>();
        var request = exchange.Request ?? throw new InvalidOperationException("Expected a request to go on with, found none: an endpoint goes on only when one comes in. Send it to the endpoint's address.");
        context.Set(RouteData, request.RouteData);
        context.Set(QueryStringData, request.Query);
        context.Set(Headers, request.Headers);
        if (Objection(context, request) is var (outcome, isExposed, status))
        {
            if (isExposed) await context.CompleteActivityWithOutcomesAsync(outcome);
            else exchange.RefusedWith = status;
            return;
        }

        context.Set(ParsedContent, request.Content);
        if (request.Files.Count > 0)
        {
            context.Set(Files, (object)request.Files);
            context.Set(File, (object)request.Files[0]);
        }

        context.SetResult(new Dictionary<string, object?> { ["method"] = request.Method, ["path"] = request.Path, ["routeData"] = request.RouteData, ["query"] = request.Query, ["headers"] = request.Headers, ["content"] = request.Content });
        await context.CompleteActivityAsync();
    }

    /// <summary>What the request does not keep to, whether the chart has a way for it, and the status of the answer if not.</summary>
    private (string Outcome, bool IsExposed, int Status)? Objection(ActivityExecutionContext context, IncomingRequest request)
    {
        if (request.IsTooLarge) return (TooLarge, ExposeRequestTooLargeOutcome, 413);
        if (FileSizeLimit.GetOrDefault(context) is { } limit && request.Files.Any(x => x.Length > limit)) return (FileTooLarge, ExposeFileTooLargeOutcome, 413);
        if (AllowedFileExtensions.GetOrDefault(context) is { Count: > 0 } allowed && !request.Files.All(x => Has(allowed, Extension(x)))) return (InvalidExtension, ExposeInvalidFileExtensionOutcome, 415);
        if (BlockedFileExtensions.GetOrDefault(context) is { Count: > 0 } blocked && request.Files.Any(x => Has(blocked, Extension(x)))) return (InvalidExtension, ExposeInvalidFileExtensionOutcome, 415);
        if (AllowedMimeTypes.GetOrDefault(context) is { Count: > 0 } types && !request.Files.All(x => types.Contains(x.ContentType, StringComparer.OrdinalIgnoreCase))) return (InvalidMimeType, ExposeInvalidFileMimeTypeOutcome, 415);
        return null;
    }

    private static string Extension(IncomingFile file) => System.IO.Path.GetExtension(file.FileName).TrimStart('.');

    private static bool Has(ICollection<string> extensions, string extension) => extensions.Any(x => x.TrimStart('.').Equals(extension, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The name under which endpoints wait.</summary>
public class HttpStimulusNames
{
    public const string HttpEndpoint = "Elsa.HttpEndpoint";
}
