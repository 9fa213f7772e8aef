using System.Threading.RateLimiting;
using Workflows.Approvals;
using Workflows.Host.Refusals;

namespace Workflows.Host.Verify;

/// <summary>Anybody may ask this without signing in, but one address only so often (<see cref="VerifyLimit"/>).</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LimitedPerAddressAttribute : Attribute;

/// <summary>
/// Anybody may check a document, but nobody may try all codes: <c>Verify:PerMinute</c> questions from one address in a minute, default 30. Not the framework's
/// middleware, which never ends the timer of its limits and so keeps a program that has ended in memory.
/// </summary>
internal sealed class VerifyLimit : IDisposable
{
    private const int DefaultPerMinute = 30;

    private readonly int most;
    private readonly PartitionedRateLimiter<HttpContext> limiter;

    public VerifyLimit(IConfiguration configuration)
    {
        most = configuration.GetValue("Verify:PerMinute", DefaultPerMinute);
        limiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) }));
    }

    public async Task Guard(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<LimitedPerAddressAttribute>() is not null)
        {
            using var lease = limiter.AttemptAcquire(context);
            if (!lease.IsAcquired)
            {
                await Refuse(context, new Refusal("verify.too-often", most));
                return;
            }
        }
        await next(context);
    }

    public void Dispose() => limiter.Dispose();

    private static async Task Refuse(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = "60";
        if (context.Request.IsApi()) await RefusalProblem.Problem(context, refusal, StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
        else await context.Response.WriteAsync(context.RequestServices.GetRequiredService<RefusalSentences>().Of(refusal), context.RequestAborted);
    }
}
