namespace Elsa.Workflows;

/// <summary>Where <see cref="WriteLine"/> writes.</summary>
public interface IStandardOutStreamProvider
{
    TextWriter GetTextWriter();
}

/// <summary>Writes to the writer it was made with.</summary>
public class StandardOutStreamProvider(TextWriter textWriter) : IStandardOutStreamProvider
{
    public TextWriter GetTextWriter() => textWriter;
}
