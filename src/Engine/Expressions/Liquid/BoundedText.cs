using DotLiquid;
using DotLiquid.Tags;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>Keeps a template from making ever longer texts: what it writes, captures and assigns is measured.</summary>
internal sealed class BoundedText(int limit) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private const string Register = "text-length";

    public override void Write(char value)
    {
        base.Write(value);
        Check(GetStringBuilder().Length, limit);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(GetStringBuilder().Length + count, limit);
        base.Write(buffer, index, count);
    }

    public override void Write(string? value)
    {
        Check(GetStringBuilder().Length + (value?.Length ?? 0), limit);
        base.Write(value);
    }

    public static Hash RegistersFor(int limit) => new() { [Register] = limit };

    public static void Check(double length, Context context) => Check(length, context.Registers[Register] is int limit ? limit : int.MaxValue);

    private static void Check(double length, int limit)
    {
        if (length > limit) throw new TextLengthException();
    }
}

/// <summary>A template made too long a text.</summary>
internal sealed class TextLengthException : Exception;

/// <summary><c>assign</c> that refuses a text too long.</summary>
internal sealed class BoundedAssign : Assign
{
    private string _name = "";

    public override void Initialize(string tagName, string markup, List<string> tokens)
    {
        _name = markup.Split('=', 2)[0].Trim();
        base.Initialize(tagName, markup, tokens);
    }

    public override void Render(Context context, TextWriter result)
    {
        base.Render(context, result);
        BoundedText.Check((context[_name] as string)?.Length ?? 0, context);
    }
}

/// <summary><c>capture</c> that refuses a text too long.</summary>
internal sealed class BoundedCapture : Capture
{
    private string _name = "";

    public override void Initialize(string tagName, string markup, List<string> tokens)
    {
        _name = markup.Trim();
        base.Initialize(tagName, markup, tokens);
    }

    public override void Render(Context context, TextWriter result)
    {
        base.Render(context, result);
        BoundedText.Check((context[_name] as string)?.Length ?? 0, context);
    }
}
