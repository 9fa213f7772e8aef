using System.Globalization;
using System.Reflection;

namespace Elsa.Http;

/// <summary>
/// Sends a request and follows the port of its status, else <c>Unmatched status code</c>, each together with <c>Done</c>; or <c>Failed to connect</c>
/// or <c>Timeout</c>.
/// </summary>
[Activity("Elsa", "HTTP", "Send an HTTP request.", DisplayName = "HTTP Request (flow)", Kind = ActivityKind.Task)]
public class FlowSendHttpRequest : SendHttpRequestBase, IActivityPropertyDefaultValueProvider
{
    public FlowSendHttpRequest([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "A list of expected status codes to handle.", UIHint = InputUIHints.MultiText, DefaultValueProvider = typeof(FlowSendHttpRequest), Order = 5.1f)]
    public Input<ICollection<int>> ExpectedStatusCodes { get; set; } = null!;

    protected override ValueTask HandleResponseAsync(ActivityExecutionContext context, HttpResponseMessage response)
    {
        var expected = ExpectedStatusCodes.GetOrDefault(context);
        var status = (int)response.StatusCode;
        return expected is not { Count: > 0 }
            ? context.CompleteActivityWithOutcomesAsync("Done")
            : context.CompleteActivityWithOutcomesAsync(expected.Contains(status) ? status.ToString(CultureInfo.InvariantCulture) : "Unmatched status code", "Done");
    }

    protected override ValueTask HandleRequestExceptionAsync(ActivityExecutionContext context, HttpRequestException exception) => context.CompleteActivityWithOutcomesAsync("Failed to connect");

    protected override ValueTask HandleTaskCanceledExceptionAsync(ActivityExecutionContext context, TaskCanceledException exception) => context.CompleteActivityWithOutcomesAsync("Timeout");

    object IActivityPropertyDefaultValueProvider.GetDefaultValue(PropertyInfo property) => new List<int> { 200 };
}
