using Microsoft.Extensions.Options;
using Workflows.Engine.Resilience;
using Workflows.Host.Studio.Descriptors;

namespace Workflows.Host.Studio.Resilience;

/// <summary>
/// The retry strategies of this installation, from configuration <c>Resilience:Strategies</c>: a list of <see cref="RetryStrategy"/> by its members, for
/// instance <c>{ "Id": "patient", "Category": "HTTP", "MaxRetryAttempts": 5, "Delay": "00:01:00", "BackoffType": "Exponential" }</c>. Without any, the designer
/// offers none. What is wrong with them stops the start.
/// </summary>
public static class RetryStrategies
{
    /// <summary>The feature under which the designer asks for strategies.</summary>
    public const string Feature = "Elsa.Resilience";

    public static void AddRetryStrategies(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Resilience");
        services.AddOptions<ResilienceOptions>().Bind(section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ResilienceOptions>, Check>();
        if (section.GetSection(nameof(ResilienceOptions.Strategies)).GetChildren().Any())
            services.AddSingleton(new FeatureView("Resilience", "Elsa", Feature, "Resilience", "Tries activities again that failed for a passing reason."));
    }

    public static void MapRetryStrategies(this IEndpointRouteBuilder api)
    {
        api.MapGet("/resilience/strategies", (string? category, Retries retries) => ElsaJson.Answer(new ListOf<RetryStrategy>(retries.Strategies(string.IsNullOrEmpty(category) ? null : category))));
        api.MapGet("/resilience/retries/{activityInstanceId}", async (string activityInstanceId, int? skip, int? take, Retries retries, CancellationToken cancellation) =>
        {
            var attempts = await retries.ListAsync(activityInstanceId, cancellation);
            return ElsaJson.Answer(new PageOf<RetryAttemptRecord>([.. attempts.Skip(Math.Max(skip ?? 0, 0)).Take(take is > 0 ? take.Value : int.MaxValue)], attempts.Count));
        });
    }

    private sealed class Check : IValidateOptions<ResilienceOptions>
    {
        public ValidateOptionsResult Validate(string? name, ResilienceOptions options)
        {
            var wrong = options.Strategies.SelectMany(Wrong).ToList();
            wrong.AddRange(options.Strategies.GroupBy(each => each.Id, StringComparer.Ordinal).Where(same => same.Count() > 1)
                .Select(same => $"Expected one strategy in Resilience:Strategies with the Id \"{same.Key}\", found {same.Count()}. Give each an Id of its own."));
            return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
        }

        private static IEnumerable<string> Wrong(RetryStrategy strategy)
        {
            if (string.IsNullOrWhiteSpace(strategy.Id)) yield return "Expected an Id for every strategy in Resilience:Strategies, found one without. Definitions store it.";
            if (strategy.MaxRetryAttempts is < 1 or > 100) yield return $"Expected MaxRetryAttempts from 1 to 100 for the strategy \"{strategy.Id}\", found {strategy.MaxRetryAttempts}. Correct it or leave it out for 3.";
            if (strategy.Delay < TimeSpan.Zero) yield return $"Expected a Delay of 00:00:00 or more for the strategy \"{strategy.Id}\", found {strategy.Delay}. Correct it or leave it out for 00:00:02.";
            if (strategy.MaxDelay < TimeSpan.Zero) yield return $"Expected a MaxDelay of 00:00:00 or more for the strategy \"{strategy.Id}\", found {strategy.MaxDelay}. Correct it or leave it out for 01:00:00.";
        }
    }
}
