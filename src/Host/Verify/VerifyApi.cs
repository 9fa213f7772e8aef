using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Workflows.Approvals;
using Workflows.Host.Refusals;

namespace Workflows.Host.Verify;

internal static class VerifyApi
{
    /// <summary>Name of the limit on questions about documents.</summary>
    public const string Limit = "verify";

    /// <summary>Questions that one address may ask in a minute, unless the setting <c>Verify:PerMinute</c> says otherwise.</summary>
    private const int PerMinute = 30;

    /// <summary>Anybody may ask, but nobody may try all codes.</summary>
    public static IServiceCollection AddVerification(this IServiceCollection services, IConfiguration configuration)
    {
        var most = configuration.GetValue("Verify:PerMinute", PerMinute);
        services.AddScoped<CheckPaper>();
        return services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = async (rejected, cancellation) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                if (rejected.HttpContext.Request.IsApi()) await RefusalProblem.Problem(rejected.HttpContext, new Refusal("verify.too-often", most), StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
                else await rejected.HttpContext.Response.WriteAsync(rejected.HttpContext.RequestServices.GetRequiredService<RefusalSentences>().Of(new Refusal("verify.too-often", most)), cancellation);
            };
            limits.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    public static void MapVerification(this IEndpointRouteBuilder api)
    {
        var verify = api.MapGroup("/verify").WithTags("Verification").AllowAnonymous().RequireRateLimiting(Limit);

        verify.MapGet("/{code}", async (string code, CheckPaper check, CancellationToken cancellation) => await check.ByCode(code, cancellation))
            .WithSummary("Whether a document was issued here and still counts, by its check code").WithDescription("Without signing in; 30 questions a minute. Names of persons are masked.");

        verify.MapPost("", async (IFormFile file, CheckPaper check, CancellationToken cancellation) =>
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellation);
            return await check.ByFile(bytes.ToArray(), cancellation);
        }).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(CheckPaper.LargestFile + 64 * 1024))
          .WithSummary("Whether a PDF was issued here and is unchanged").WithDescription("Without signing in; at most 20 MB. The file is not kept.");
    }
}
