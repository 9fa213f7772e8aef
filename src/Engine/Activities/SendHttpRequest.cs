namespace Elsa.Http;

/// <summary>Sends a request, then runs the activity for its status, for any other status, for a connection that failed or for one that took too long.</summary>
[Activity("Elsa", "HTTP", "Send an HTTP request.", DisplayName = "HTTP Request", Kind = ActivityKind.Task)]
public class SendHttpRequest : SendHttpRequestBase
{
    public SendHttpRequest([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "A list of expected status codes to handle and the corresponding activity to execute when the status code matches.", UIHint = "http-status-codes")]
    public ICollection<HttpStatusCodeCase> ExpectedStatusCodes { get; set; } = new List<HttpStatusCodeCase>();

    [Port] public IActivity? UnmatchedStatusCode { get; set; }
    [Port] public IActivity? FailedToConnect { get; set; }
    [Port] public IActivity? Timeout { get; set; }

    protected override ValueTask HandleResponseAsync(ActivityExecutionContext context, HttpResponseMessage response)
    {
        var expected = ExpectedStatusCodes.FirstOrDefault(x => x.StatusCode == (int)response.StatusCode);
        return context.ScheduleActivityAsync(expected != null ? expected.Activity : UnmatchedStatusCode, OnHandledAsync);
    }

    protected override ValueTask HandleRequestExceptionAsync(ActivityExecutionContext context, HttpRequestException exception) => context.ScheduleActivityAsync(FailedToConnect, OnHandledAsync);

    protected override ValueTask HandleTaskCanceledExceptionAsync(ActivityExecutionContext context, TaskCanceledException exception) => context.ScheduleActivityAsync(Timeout, OnHandledAsync);

    private ValueTask OnHandledAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
