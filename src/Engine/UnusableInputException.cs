namespace Workflows.Engine;

/// <summary>What is entered in an input cannot be used: it cannot be read, or it names a time or an address that there is not. The message says what was expected, what was found, and what to do.</summary>
internal sealed class UnusableInputException(string code, string message, IReadOnlyList<object> arguments, Exception? cause = null) : FormatException(message, cause)
{
    /// <inheritdoc cref="Serialization.DefinitionFinding.Code"/>
    public string Code { get; } = code;

    /// <inheritdoc cref="Serialization.DefinitionFinding.Arguments"/>
    public IReadOnlyList<object> Arguments { get; } = arguments;

    /// <inheritdoc cref="Serialization.DefinitionFinding.Member"/>
    public string? Member { get; init; }
}
