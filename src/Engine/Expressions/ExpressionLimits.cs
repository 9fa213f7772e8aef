namespace Workflows.Engine.Expressions;

/// <summary>How much one evaluation of a script or template may use. What needs more belongs into an activity.</summary>
public class ExpressionLimits
{
    /// <summary>Wall time; 5 s by default, more than a busy machine needs for the statements allowed.</summary>
    public TimeSpan Time { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Characters of a script or template; 32,768 by default.</summary>
    public int SourceLength { get; set; } = 32_768;

    /// <summary>How deep the parts of a script may be inside of each other, each term of a long sum inside of the next one; 500 by default.</summary>
    public int Nesting { get; set; } = 500;

    /// <summary>Bytes a script may allocate; 16 MB by default.</summary>
    public long Memory { get; set; } = 16_000_000;

    /// <summary>Statements a script may execute; 200,000 by default.</summary>
    public int Statements { get; set; } = 200_000;

    /// <summary>How deep functions may call each other; 100 by default.</summary>
    public int Recursion { get; set; } = 100;

    /// <summary>Time one regular expression may take; 200 ms by default.</summary>
    public TimeSpan RegularExpression { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Items an array may have; 100,000 by default.</summary>
    public uint ArraySize { get; set; } = 100_000;

    /// <summary>Characters a text made by one call may have, and a template may write; 1,000,000 by default.</summary>
    public int TextLength { get; set; } = 1_000_000;

    /// <summary>Rounds the loops of a template may make together; 10,000 by default.</summary>
    public int Iterations { get; set; } = 10_000;
}
