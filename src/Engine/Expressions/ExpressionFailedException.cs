namespace Workflows.Engine.Expressions;

/// <summary>An expression could not be evaluated. The message names the activity and input, what went wrong and what to do.</summary>
public class ExpressionFailedException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What the engine of a script says by itself, in its own words; null where it is this program that objects.</summary>
    public string? Reason { get; init; }
}

/// <summary>An expression used more than it may: time, memory, statements … (see <see cref="ExpressionLimits"/>).</summary>
public sealed class ExpressionLimitException(string message, Exception? innerException = null) : ExpressionFailedException(message, innerException);
