using Workflows.Approvals;
using Workflows.Host.Refusals;
using Workflows.Host.Studio.Findings;

namespace Workflows.Host.Studio.Definitions;

/// <summary>A chart that may not be published, as the designer shows it: every finding under the words of its box.</summary>
internal static class ChartProblem
{
    public static IResult Refused(HttpContext context, string? name, IReadOnlyList<ChartFinding> findings)
    {
        var refusal = new Refusal("definition.not-publishable", name ?? "", findings.Count);
        var problem = new HttpValidationProblemDetails(findings.GroupBy(finding => finding.Box).ToDictionary(box => box.Key, box => box.Select(finding => $"{box.Key}：{finding.Message}").ToArray()))
        {
            Status = StatusCodes.Status400BadRequest,
            Type = $"urn:wenlian:refusal:{refusal.Code}",
            Title = context.RequestServices.GetRequiredService<RefusalSentences>().Of(refusal),
            Detail = string.Join('\n', findings.Select((finding, index) => $"{index + 1}. {finding.Box}：{finding.Message}")),
            Instance = context.Request.Path,
        };
        problem.Extensions["code"] = refusal.Code;
        problem.Extensions["requestId"] = context.TraceIdentifier;
        problem.Extensions["findings"] = findings;
        return Results.Json(problem, ElsaJson.Options, "application/problem+json", StatusCodes.Status400BadRequest);
    }
}
