using System.Text.Json;
using Elsa.Http.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.HttpWorkflows;

/// <summary>
/// Lets a workflow answer a request: finds the endpoint, asks whether the caller may, reads the request, starts or resumes the workflow in one unit of work, and
/// sends what it wrote once that is committed.
/// </summary>
public sealed class AnswerRequest(UnitOfWork unit, IOptions<IncomingOptions> options, IAuthorizationService authorization, TimeProvider clock)
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";

    public async Task Run(HttpContext context)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        // What a workflow writes is not one of our pages: it must not be able to act as one.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        await (await Answer(context)).ExecuteAsync(context);
    }

    private async Task<IResult> Answer(HttpContext context)
    {
        var path = $"/{context.GetRouteValue("path")}";
        var instanceId = Named(context, "X-Workflow-Instance-ID", "workflowInstanceId");
        var correlationId = Named(context, "X-Correlation-ID", "correlationId");
        var found = await unit.Read((scope, token) => scope.GetRequiredService<HttpEndpoints>().FindAsync(context.Request.Method, path, instanceId, correlationId, token), context.RequestAborted);
        switch (found)
        {
            case { Matches: [], OtherMethods.Count: > 0 }:
                context.Response.Headers.Allow = string.Join(", ", found.OtherMethods);
                return RefusalProblem.Problem(context, new Refusal("request.method"), StatusCodes.Status405MethodNotAllowed);
            case { Matches: [] }:
                return RefusalProblem.Problem(context, new Refusal("request.unknown", path), StatusCodes.Status404NotFound);
            case { Matches.Count: > 1 }:
                return RefusalProblem.Problem(context, new Refusal("request.conflict"), StatusCodes.Status409Conflict);
        }

        var endpoint = found.Matches[0];
        if (await Objection(context, endpoint.Endpoint) is { } objection) return objection;
        using var time = new CancellationTokenSource(Shorter(endpoint.Endpoint.RequestTimeout, TimeSpan.FromSeconds(options.Value.TimeoutSeconds)), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, context.RequestAborted);
        // The size is held to below, also where it is larger than what the server takes by default.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        try
        {
            var limit = Math.Min(endpoint.Endpoint.RequestSizeLimit ?? long.MaxValue, options.Value.MaxRequestBytes);
            var request = await ReadRequest.Run(context, path, endpoint.RouteData, limit, both.Token);
            var ran = await unit.Run<Ran>(context.Features.Get<Caller>()?.AsPerson ?? Actor.System, (scope, token) => Handle(scope, endpoint, request, correlationId, token), both.Token);
            return ran.Refusal is { } refusal ? Refused(context, refusal) : Send(context, ran.Value);
        }
        catch (JsonException malformed)
        {
            return RefusalProblem.Problem(context, new Refusal("request.malformed", $"{malformed.Path ?? "$"} ({(malformed.LineNumber ?? 0) + 1}:{(malformed.BytePositionInLine ?? 0) + 1})"), StatusCodes.Status400BadRequest);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            return RefusalProblem.Problem(context, new Refusal("request.malformed", malformed.Message), StatusCodes.Status400BadRequest);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            return RefusalProblem.Problem(context, new Refusal("request.failed", context.TraceIdentifier), StatusCodes.Status504GatewayTimeout);
        }
    }

    /// <summary>A cookie may only read: a page of another site could send it along.</summary>
    private async Task<IResult?> Objection(HttpContext context, HttpEndpointBookmarkPayload endpoint)
    {
        var isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var isKnown = context.User.Identity?.IsAuthenticated == true && (isSafe || context.Request.Headers.Authorization.Count > 0);
        var needsPolicy = !string.IsNullOrWhiteSpace(endpoint.Policy);
        if ((endpoint.Authorize == true || needsPolicy || !options.Value.AllowAnonymous) && !isKnown)
            return RefusalProblem.Problem(context, new Refusal("session.required"), StatusCodes.Status401Unauthorized);
        if (!needsPolicy) return null;
        try
        {
            if ((await authorization.AuthorizeAsync(context.User, endpoint.Policy!)).Succeeded) return null;
        }
        catch (InvalidOperationException)
        {
            // A policy that does not exist admits nobody.
        }
        return RefusalProblem.Problem(context, new Refusal("request.not-allowed"), StatusCodes.Status403Forbidden);
    }

    private static async Task<Result<Ran>> Handle(IServiceProvider scope, EndpointMatch endpoint, IncomingRequest request, string? correlationId, CancellationToken cancellation)
    {
        var exchange = scope.GetRequiredService<HttpExchange>();
        exchange.Request = request;
        var runtime = scope.GetRequiredService<WorkflowRuntime>();
        var run = endpoint.Trigger is { } trigger
            ? await runtime.StartAsync(WorkflowDefinitionHandle.ByDefinitionVersionId(trigger.WorkflowDefinitionVersionId), new WorkflowStart { TriggerActivityId = trigger.ActivityId, CorrelationId = correlationId }, cancellation)
            : await runtime.ResumeAsync(endpoint.Bookmark!.Id, null, endpoint.Bookmark.WorkflowInstanceId, cancellation);
        if (exchange.RefusedWith is { } status) return new Refusal(status == StatusCodes.Status413PayloadTooLarge ? "request.too-large" : "request.media-type");
        return run.Ran ? new Ran(exchange.Answer, run.Instance!.Id, run.Instance.SubStatus) : new Refusal("request.conflict");
    }

    private static IResult Refused(HttpContext context, Refusal refusal) => refusal.Code switch
    {
        "request.too-large" => RefusalProblem.Problem(context, refusal, StatusCodes.Status413PayloadTooLarge),
        "request.media-type" => RefusalProblem.Problem(context, refusal, StatusCodes.Status415UnsupportedMediaType),
        _ => RefusalProblem.Problem(context, refusal)
    };

    /// <summary>What the workflow wrote; without that, whether it is done (200), goes on (202) or failed (500).</summary>
    private static IResult Send(HttpContext context, Ran ran)
    {
        context.Response.Headers[InstanceHeader] = ran.InstanceId;
        if (ran.Answer is { } answer) return new Written(answer);
        if (ran.SubStatus == WorkflowSubStatus.Faulted) return RefusalProblem.Problem(context, new Refusal("request.failed", context.TraceIdentifier), StatusCodes.Status500InternalServerError);
        return Results.Json(new { workflowInstanceId = ran.InstanceId, status = ran.SubStatus.ToString() }, statusCode: ran.SubStatus == WorkflowSubStatus.Finished ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static string? Named(HttpContext context, string header, string query) =>
        context.Request.Headers[header].FirstOrDefault() is { Length: > 0 } named ? named : context.Request.Query[query].FirstOrDefault() is { Length: > 0 } asked ? asked : null;

    private static TimeSpan Shorter(TimeSpan? own, TimeSpan most) => own is { } given && given > TimeSpan.Zero && given < most ? given : most;

    private sealed record Ran(HttpAnswer? Answer, string InstanceId, WorkflowSubStatus SubStatus);

    private sealed class Written(HttpAnswer answer) : IResult
    {
        /// <summary>Headers that say how the message travels, and those that protect the site, are not the workflow's to set.</summary>
        private static readonly string[] Ours = ["Connection", "Content-Length", "Content-Security-Policy", "Content-Type", "Set-Cookie", "Transfer-Encoding", "X-Content-Type-Options"];

        public async Task ExecuteAsync(HttpContext context)
        {
            var response = context.Response;
            response.StatusCode = answer.StatusCode is >= 200 and <= 599 ? answer.StatusCode : StatusCodes.Status500InternalServerError;
            foreach (var (name, values) in answer.Headers)
                if (!Ours.Contains(name, StringComparer.OrdinalIgnoreCase) && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_') && values.All(value => value.All(sign => sign is >= ' ' and < (char)127)))
                    response.Headers[name] = values;
            if (answer.Body.Length == 0 || response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified) return;
            response.ContentType = answer.ContentType;
            response.Headers.ContentLength = answer.Body.Length;
            if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
