using System.Globalization;
using System.Text;

namespace Workflows.Paper.Signing;

/// <summary>Reads the values of a PDF file from a place on. Whatever the bytes are, it ends in a value or in <see cref="InvalidDataException"/>.</summary>
internal sealed class PdfReader(ReadOnlyMemory<byte> file, int at)
{
    /// <summary>How deep values may nest; real files stay below 20.</summary>
    private const int Deepest = 100;
    private const string Delimiters = "()<>[]{}/%";
    private int next = at;

    /// <summary>A bare word or number; empty where something else stands.</summary>
    public string Word()
    {
        SkipBlanks();
        var start = next;
        while (Peek() is var c and >= 0 && !IsBlank(c) && !Delimiters.Contains((char)c, StringComparison.Ordinal)) next++;
        return Encoding.Latin1.GetString(file.Span[start..next]);
    }

    public int Integer() => int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unreadable();

    public PdfValue Value(int depth = 0)
    {
        if (depth > Deepest) throw Unreadable();
        SkipBlanks();
        switch (Peek())
        {
            case '/':
                next++;
                return new PdfName(Unescaped(Word()));
            case '[':
                next++;
                return Array(depth);
            case '<' when Peek(1) == '<':
                next += 2;
                return Dictionary(depth);
            case '<':
                next++;
                return Hexadecimal();
            case '(':
                next++;
                return Literal();
            default:
                return Bare();
        }
    }

    private PdfArray Array(int depth)
    {
        var items = new List<PdfValue>();
        for (SkipBlanks(); Peek() != ']'; SkipBlanks()) items.Add(Value(depth + 1));
        next++;
        return new PdfArray(items);
    }

    private PdfDictionary Dictionary(int depth)
    {
        var members = new Dictionary<string, PdfValue>();
        for (SkipBlanks(); Peek() != '>'; SkipBlanks())
        {
            if (Value(depth + 1) is not PdfName name) throw Unreadable();
            members[name.Text] = Value(depth + 1);
        }

        next += 2;
        return new PdfDictionary(members);
    }

    private PdfText Hexadecimal()
    {
        var digits = new StringBuilder();
        for (; Peek() != '>'; next++)
        {
            if (Peek() is var c && char.IsAsciiHexDigit((char)c)) digits.Append((char)c);
            else if (!IsBlank(c)) throw Unreadable();
        }

        next++;
        if (digits.Length % 2 == 1) digits.Append('0');
        return new PdfText(Convert.FromHexString(digits.ToString()));
    }

    private PdfText Literal()
    {
        var bytes = new List<byte>();
        for (var open = 1; ;)
        {
            var c = Take();
            if (c == '\\')
            {
                Escape(bytes);
                continue;
            }

            if (c == '(') open++;
            if (c == ')' && --open == 0) return new PdfText([.. bytes]);
            bytes.Add((byte)c);
        }
    }

    private void Escape(List<byte> bytes)
    {
        var c = Take();
        switch (c)
        {
            case >= '0' and <= '7':
                var code = c - '0';
                for (var digit = 0; digit < 2 && Peek() is >= '0' and <= '7'; digit++) code = code * 8 + Take() - '0';
                bytes.Add((byte)code);
                break;
            case '\r':
                if (Peek() == '\n') next++;
                break;
            case '\n':
                break;
            default:
                bytes.Add((byte)(c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => c }));
                break;
        }
    }

    /// <summary>A number, a word, or two numbers and R: a reference.</summary>
    private PdfValue Bare()
    {
        var word = Word();
        if (word.Length == 0) throw Unreadable();
        if (!IsWhole(word)) return new PdfRaw(word);
        var after = next;
        var generation = Word();
        if (IsWhole(generation) && Word() == "R") return new PdfReference(int.Parse(word, CultureInfo.InvariantCulture), int.Parse(generation, CultureInfo.InvariantCulture));
        next = after;
        return new PdfRaw(word);
    }

    private static bool IsWhole(string word) => word.Length is > 0 and < 10 && word.All(char.IsAsciiDigit);

    private static string Unescaped(string name)
    {
        if (!name.Contains('#', StringComparison.Ordinal)) return name;
        var bytes = new List<byte>();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '#' && i + 2 < name.Length && byte.TryParse(name.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                i += 2;
            }
            else
            {
                bytes.Add((byte)name[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private void SkipBlanks()
    {
        while (Peek() is var c and >= 0)
        {
            if (IsBlank(c)) next++;
            else if (c == '%') while (Peek() is >= 0 and not '\n' and not '\r') next++;
            else return;
        }
    }

    private int Peek(int ahead = 0) => next >= 0 && next + ahead < file.Length ? file.Span[next + ahead] : -1;

    private int Take() => Peek() is var c and >= 0 ? Taken(c) : throw Unreadable();

    private int Taken(int c)
    {
        next++;
        return c;
    }

    private static bool IsBlank(int c) => c is 0 or 9 or 10 or 12 or 13 or 32;

    private InvalidDataException Unreadable() => new($"Expected a PDF value at byte {next}, found something else. The file is damaged or no PDF.");
}
