namespace Workflows.Architecture.Tests.Surface;

/// <summary>A type on the list. Names of bases are short, as the list writes them.</summary>
internal sealed record SurfaceType(string Name, string Kind, IReadOnlyList<string> Bases, HashSet<string> Members);

/// <summary>The public surface of official Elsa, <c>src/Engine/elsa-surface.txt</c>.</summary>
internal sealed class ElsaSurface
{
    private readonly Dictionary<string, SurfaceType> _types = new(StringComparer.Ordinal);
    private readonly ILookup<string, SurfaceType> _byShortName;

    public ElsaSurface(IEnumerable<string> lines)
    {
        SurfaceType? type = null;
        IReadOnlyList<string> parameters = [];
        foreach (var line in lines.Where(x => x.Length > 0 && x[0] != '#'))
        {
            if (line[0] == ' ') type!.Members.UnionWith(type.Kind == "enum" ? line.Trim().Split(", ") : Members(line.Trim(), parameters));
            else type = Known(Type(line, out parameters));
        }

        _byShortName = _types.Values.ToLookup(x => x.Name[(x.Name.LastIndexOf('.') + 1)..], StringComparer.Ordinal);
    }

    /// <summary>Several assemblies have a class of the same name, for instance one with extension methods: to who writes a call they are one.</summary>
    private SurfaceType Known(SurfaceType type) => _types.TryAdd(type.Name, type) ? type : _types[type.Name];

    public static ElsaSurface Official { get; } = new(File.ReadLines(Repository.Path("src", "Engine", "elsa-surface.txt")));

    public IReadOnlyCollection<SurfaceType> Types => _types.Values;

    /// <param name="name">As in metadata: <c>Elsa.Workflows.Models.Input`1</c>.</param>
    public SurfaceType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>Has the type the member, itself or from a base on the list? The list has no signatures of delegates.</summary>
    public bool Has(string type, string member) => Find(type) is { } found && (found.Kind == "delegate" || found.Members.Contains(member) || found.Bases.SelectMany(x => _byShortName[x]).Any(x => x != found && Has(x.Name, member)));

    private static SurfaceType Type(string line, out IReadOnlyList<string> parameters)
    {
        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        var head = colon < 0 ? line : line[..colon];
        var (kind, name) = TypeAndName(head);
        var generic = name.IndexOf('<', StringComparison.Ordinal);
        parameters = generic < 0 || name[generic + 1] is 'G' or 'M' && name.Contains(">$", StringComparison.Ordinal) ? [] : Split(name[(generic + 1)..name.IndexOf('>', StringComparison.Ordinal)]).ToList();
        if (parameters.Count > 0) name = $"{name[..generic]}`{parameters.Count}";
        var bases = colon < 0 ? [] : Split(line[(colon + 3)..]).Select(ShortName).ToList();
        return new SurfaceType(name, kind.Split(' ')[^1], bases, new HashSet<string>(StringComparer.Ordinal));
    }

    private static string ShortName(string written)
    {
        var generic = written.IndexOf('<', StringComparison.Ordinal);
        return generic < 0 ? written : $"{written[..generic]}`{Split(written[(generic + 1)..^1]).Count()}";
    }

    private static IEnumerable<string> Members(string line, IReadOnlyList<string> typeParameters)
    {
        var words = line.Split(' ').TakeWhile(x => x is "static" or "const" or "abstract" or "virtual" or "override" or "protected" or "sealed" or "readonly").ToList();
        var text = line[words.Sum(x => x.Length + 1)..];
        var isStatic = words.Contains("static") || words.Contains("const");
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var brace = text.IndexOf('{', StringComparison.Ordinal);
        if (open >= 0 && (brace < 0 || open < brace)) return [Method(text, open, isStatic, typeParameters)];

        var (type, name) = TypeAndName((brace >= 0 ? text[..brace] : text.Split(" = ")[0]).Trim());
        var written = Signature.Of(type, typeParameters, []);
        if (brace < 0) return [Signature.Field(isStatic, name, written)];
        var accessors = text[brace..];
        return ((string[])["get", "set", "init"]).Where(x => accessors.Contains($"{x};", StringComparison.Ordinal))
            .Select(x => x == "get" ? Signature.Method(isStatic, $"get_{name}", 0, [], written) : Signature.Method(isStatic, $"set_{name}", 0, [written], "Void"));
    }

    private static string Method(string text, int open, bool isStatic, IReadOnlyList<string> typeParameters)
    {
        var (result, name) = TypeAndName(text[..open]);
        IReadOnlyList<string> generic = [];
        if (name.IndexOf('<', StringComparison.Ordinal) is > 0 and var at) (generic, name) = (Split(name[(at + 1)..^1]).ToList(), name[..at]);
        var parameters = Split(text[(open + 1)..text.LastIndexOf(')')]).Select(x => Signature.Of(ParameterType(x), typeParameters, generic));
        return name == "new"
            ? Signature.Method(false, ".ctor", 0, parameters, "Void")
            : Signature.Method(isStatic, name, generic.Count, parameters, Signature.Of(result, typeParameters, generic));
    }

    private static string ParameterType(string written)
    {
        var text = Cut(written, " = ");
        foreach (var prefix in (string[])["this ", "params "])
            if (text.StartsWith(prefix, StringComparison.Ordinal))
                text = text[prefix.Length..];
        return TypeAndName(text).Type;
    }

    private static string Cut(string text, string mark) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;

    /// <summary>Splits at the last space that is not between angle brackets.</summary>
    private static (string Type, string Name) TypeAndName(string text)
    {
        var depth = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] == '>') depth++;
            else if (text[i] == '<') depth--;
            else if (text[i] == ' ' && depth == 0) return (text[..i], text[(i + 1)..]);
        }

        return ("", text);
    }

    private static IEnumerable<string> Split(string list)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] is '<' or '[' or '(') depth++;
            else if (list[i] is '>' or ']' or ')') depth--;
            else if (list[i] == ',' && depth == 0)
            {
                yield return list[start..i].Trim();
                start = i + 1;
            }
        }

        if (list[start..].Trim() is { Length: > 0 } last) yield return last;
    }
}
