using System.Globalization;

namespace Workflows.Engine;

/// <summary>
/// The path of an endpoint: <c>orders/{id:int}/{part?}</c>. A segment is a word or a name in braces, which may have a constraint (int, long,
/// guid, bool, alpha); the last may be optional (<c>?</c>) or take the rest (<c>{*rest}</c>). Upper and lower case are the same.
/// </summary>
public sealed class RouteTemplate
{
    private static readonly string[] Constraints = ["int", "long", "guid", "bool", "alpha"];
    private readonly List<Segment> _segments;

    private RouteTemplate(List<Segment> segments) => _segments = segments;

    /// <summary>How many segments are words: of two templates that match, the one with more is meant.</summary>
    public int Words => _segments.Count(x => x.Word != null);

    /// <exception cref="FormatException">It is no template.</exception>
    public static RouteTemplate Parse(string path)
    {
        var trimmed = path.Trim('/');
        if (trimmed.Contains("//", StringComparison.Ordinal) || trimmed.Replace("?}", "}", StringComparison.Ordinal).Any(x => char.IsWhiteSpace(x) || x is '?' or '#' or '\\'))
            throw Invalid(path, "it has an empty segment, a blank or one of ? # \\");
        var parts = trimmed.Length == 0 ? [] : trimmed.Split('/');
        var segments = parts.Select(part => Read(path, part)).ToList();
        if (segments.SkipLast(1).Any(x => x.IsOptional || x.IsRest)) throw Invalid(path, "only the last segment may be optional or take the rest");
        if (segments.Where(x => x.Name != null).GroupBy(x => x.Name, StringComparer.OrdinalIgnoreCase).Any(x => x.Count() > 1)) throw Invalid(path, "a name stands twice");
        return new RouteTemplate(segments);
    }

    /// <summary>The values of the names if the path fits, else null.</summary>
    public Dictionary<string, object>? Match(string path)
    {
        var parts = path.Trim('/') is { Length: > 0 } trimmed ? trimmed.Split('/') : [];
        var values = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments[i];
            if (segment.IsRest)
            {
                values[segment.Name!] = string.Join('/', parts.Skip(i));
                return values;
            }

            if (i >= parts.Length) return segment.IsOptional ? values : null;
            if (segment.Word != null ? !segment.Word.Equals(parts[i], StringComparison.OrdinalIgnoreCase) : !Fits(segment.Constraint, parts[i])) return null;
            if (segment.Name != null) values[segment.Name] = parts[i];
        }

        return parts.Length == _segments.Count ? values : null;
    }

    private static Segment Read(string path, string part)
    {
        if (!part.StartsWith('{')) return part.Contains('{') || part.Contains('}') ? throw Invalid(path, $"\"{part}\" is neither a word nor a name in braces") : new Segment(part, null, null, false, false);
        if (!part.EndsWith('}')) throw Invalid(path, $"\"{part}\" is neither a word nor a name in braces");
        var inner = part[1..^1];
        var isRest = inner.StartsWith('*');
        var isOptional = inner.EndsWith('?');
        var name = inner.TrimStart('*').TrimEnd('?').Split(':', 2);
        var constraint = name.Length > 1 ? name[1] : null;
        if (name[0].Length == 0 || !name[0].All(x => char.IsLetterOrDigit(x) || x == '_')) throw Invalid(path, $"\"{part}\" has no name of letters and digits");
        if (constraint != null && !Constraints.Contains(constraint)) throw Invalid(path, $"\"{constraint}\" is none of {string.Join(", ", Constraints)}");
        return new Segment(null, name[0], constraint, isOptional, isRest);
    }

    private static bool Fits(string? constraint, string value) => constraint switch
    {
        "int" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "guid" => Guid.TryParse(value, out _),
        "bool" => bool.TryParse(value, out _),
        "alpha" => value.All(char.IsAsciiLetter),
        _ => true
    };

    private static UnusableInputException Invalid(string path, string why) =>
        new("trigger.path-malformed", $"Expected a path like \"orders/{{id}}\", found \"{path}\": {why}. Correct the path of the endpoint.", [path]);

    private sealed record Segment(string? Word, string? Name, string? Constraint, bool IsOptional, bool IsRest);
}
