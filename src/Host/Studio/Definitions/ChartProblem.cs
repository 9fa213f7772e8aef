using Workflows.Approvals;
using Workflows.Host.Refusals;
using Workflows.Host.Studio.Findings;

namespace Workflows.Host.Studio.Definitions;

/// <summary>A chart that may not be published, as the designer shows it: every finding under the words of its box.</summary>
internal static class ChartProblem
{
    public static Refusal Refusal(SavedChart chart) => new("definition.not-publishable", chart.WorkflowDefinition["name"]?.ToString() ?? "", chart.ValidationErrors.Count);

    /// <summary>Every finding in a line of its own, counted.</summary>
    public static string Listed(IEnumerable<ChartFinding> findings) => string.Join('\n', findings.Select((finding, index) => $"{index + 1}. {finding.Box}：{finding.Message}"));

    public static IResult Refused(HttpContext context, SavedChart chart)
    {
        var (refusal, findings) = (Refusal(chart), chart.ValidationErrors);
        var problem = new HttpValidationProblemDetails(findings.GroupBy(finding => finding.Box).ToDictionary(box => box.Key, box => box.Select(finding => $"{box.Key}：{finding.Message}").ToArray()))
        {
            Status = StatusCodes.Status400BadRequest,
            Type = $"urn:wenlian:refusal:{refusal.Code}",
            Title = context.RequestServices.GetRequiredService<RefusalSentences>().Of(refusal),
            Detail = Listed(findings),
            Instance = context.Request.Path,
        };
        problem.Extensions["code"] = refusal.Code;
        problem.Extensions["requestId"] = context.TraceIdentifier;
        problem.Extensions["findings"] = findings;
        return Results.Json(problem, ElsaJson.Options, "application/problem+json", StatusCodes.Status400BadRequest);
    }
}
