using Microsoft.AspNetCore.Mvc;

namespace Workflows.Host.Verify;

internal static class VerifyApi
{
    public static IServiceCollection AddVerification(this IServiceCollection services) => services.AddScoped<CheckPaper>().AddSingleton<VerifyLimit>();

    public static void MapVerification(this IEndpointRouteBuilder api)
    {
        var verify = api.MapGroup("/verify").WithTags("Verification").AllowAnonymous().WithMetadata(new LimitedPerAddressAttribute());

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
