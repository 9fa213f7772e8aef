namespace Workflows.Activities.Tests;

/// <summary>The public surface of official Elsa 3.8 (<c>src/Engine/elsa-surface.txt</c>): types and how many parameters their members take.</summary>
internal sealed class ElsaSurface
{
    private readonly Dictionary<string, HashSet<string>> types = [];
    private readonly HashSet<string> delegates = [];

    public ElsaSurface(IEnumerable<string> lines)
    {
        HashSet<string>? members = null;
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] != ' ')
            {
                var name = Name(line);
                if (line.StartsWith("delegate ", StringComparison.Ordinal)) delegates.Add(name);
                members = types.TryGetValue(name, out var known) ? known : types[name] = [];
            }
            else
            {
                members!.Add(Member(line.Trim()));
            }
        }
    }

    public bool HasType(string name) => types.ContainsKey(name);

    /// <param name="member">As in metadata: <c>.ctor</c>, <c>get_Id</c>, <c>Run</c>.</param>
    public bool HasMember(string type, string member, int parameters) =>
        delegates.Contains(type) && member is ".ctor" or "Invoke"
        || types.TryGetValue(type, out var members) && members.Contains(member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal)
            ? member[4..]
            : $"{(member == ".ctor" ? "new" : member)}/{parameters}");

    /// <summary><c>static class Elsa.Extensions.X</c> or <c>class Elsa.Y&lt;T&gt; : Z</c> becomes the full name with the count of type parameters, as in metadata.</summary>
    private static string Name(string line)
    {
        var words = line.Split(" : ")[0].Split(' ');
        var name = words.First(w => w.Contains('.', StringComparison.Ordinal));
        var generic = name.IndexOf('<', StringComparison.Ordinal);
        if (generic < 0) return name;
        var arguments = line[line.IndexOf('<', StringComparison.Ordinal)..(line.IndexOf('>', StringComparison.Ordinal) + 1)];
        return $"{name[..generic]}`{arguments.Count(c => c == ',') + 1}";
    }

    /// <summary><c>ValueTask RunAsync(X x, Y y = default)</c> becomes <c>RunAsync/2</c>, <c>string Id { get; set; }</c> becomes <c>Id</c>.</summary>
    private static string Member(string line)
    {
        var open = line.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) return line.Split('{')[0].Trim().Split(' ')[^1];
        var head = line[..open];
        var name = (head.EndsWith('>') ? head[..head.LastIndexOf('<')] : head).Split(' ')[^1];
        var (depth, count) = (0, 0);
        var inside = line[(open + 1)..line.LastIndexOf(')')];
        foreach (var c in inside)
        {
            if (c is '<' or '(' or '[') depth++;
            else if (c is '>' or ')' or ']') depth--;
            else if (c == ',' && depth == 0) count++;
        }

        return $"{name}/{(inside.Length == 0 ? 0 : count + 1)}";
    }
}
