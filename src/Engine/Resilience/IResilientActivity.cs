using Elsa.Resilience.Models;

namespace Elsa.Resilience
{
    /// <summary>
    /// An activity that may be tried again when it fails for a passing reason. Which strategy says how often and after how long is set for each place
    /// (<c>customProperties.resilienceStrategy</c>). The activity runs again from its start, in a later unit of work: it must not mind having run before.
    /// </summary>
    public interface IResilientActivity : IActivity
    {
        /// <summary>What is worth telling of a failed attempt; entries without a value are left out.</summary>
        IDictionary<string, string?> CollectRetryDetails(ActivityExecutionContext context, RetryAttempt attempt);
    }

    /// <summary>The kind of strategies that fit an activity, for instance <c>HTTP</c>; without it <c>Default</c>.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class ResilienceCategoryAttribute(string category) : Attribute
    {
        public string Category { get; } = category;
    }

    /// <summary>Knows reasons of failure that pass.</summary>
    public interface ITransientExceptionStrategy
    {
        bool IsTransient(Exception exception);
    }
}

namespace Elsa.Resilience.Models
{
    /// <summary>An attempt that failed, and after how long the next one follows.</summary>
    public record RetryAttempt(ActivityExecutionContext ActivityExecutionContext, int AttemptNumber, TimeSpan RetryDelay, object? Result, Exception? Exception);
}
