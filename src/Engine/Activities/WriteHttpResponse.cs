using System.Net;
using Elsa.Workflows.Exceptions;

namespace Elsa.Http;

/// <summary>
/// Answers the request that the workflow is handling. The answer is sent when what the workflow did has been stored; the last one written counts.
/// </summary>
[Activity("Elsa", "HTTP", "Write a response to the current HTTP response object.", DisplayName = "HTTP Response")]
public class WriteHttpResponse : Activity
{
    public WriteHttpResponse([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public WriteHttpResponse(Input<object?> content, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Content = content;

    public WriteHttpResponse(Input<object?> content, Input<string?> contentType, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(content, source, line) => ContentType = contentType;

    [Input(Description = "The status code to return.", DefaultValue = HttpStatusCode.OK, UIHint = InputUIHints.DropDown)]
    public Input<HttpStatusCode> StatusCode { get; set; } = new(HttpStatusCode.OK);

    [Input(Description = "The content to write back. String values will be sent as-is, while objects will be serialized to a JSON string. Byte arrays and streams will be sent as files.")]
    public Input<object?> Content { get; set; } = null!;

    [Input(Description = "The content type to write when sending the response.", UIHint = InputUIHints.DropDown, Options = new[] { "application/json", "application/octet-stream", "application/xml", "text/html", "text/plain", "text/xml" })]
    public Input<string?> ContentType { get; set; } = null!;

    [Input(Description = "The headers to send along with the response.", UIHint = InputUIHints.JsonEditor, Category = "Advanced")]
    public Input<HttpHeaders?> ResponseHeaders { get; set; } = new(new HttpHeaders());

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var exchange = context.GetRequiredService<HttpExchange>();
        if (exchange.Request == null)
            throw new FaultException(
                "NoHttpContext", "HTTP", DefaultFaultTypes.System,
                "Expected a request to answer, found none: it was answered, or the workflow has waited for something else since. Answer before waiting, or wait for another request first.");
        byte[] body = [];
        string? type = null;
        if (Content.GetOrDefault(context) is { } content) (body, type) = HttpContents.Write(content is Stream stream ? Bytes(stream) : content, ContentType.GetOrDefault(context));
        exchange.Answer = new HttpAnswer((int)StatusCode.GetOrDefault(context), type, body, ResponseHeaders.GetOrDefault(context) ?? new HttpHeaders());
        await context.CompleteActivityAsync();
    }

    private static byte[] Bytes(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
