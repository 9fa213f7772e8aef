using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Approvals.DataFiles;

/// <summary>A JSON value that knows where it stands in its file, so that a finding can name the place.</summary>
public sealed class LocatedNode
{
    private readonly List<(string Name, LocatedNode Value)> members = [];
    private readonly List<LocatedNode> items = [];

    private LocatedNode(JsonValueKind kind, string path, int line, int column, string? text)
    {
        Kind = kind;
        Path = path;
        Line = line;
        Column = column;
        Text = text;
    }

    public JsonValueKind Kind { get; }

    /// <summary>Path from the root, e.g. <c>$.sections[0].key</c>.</summary>
    public string Path { get; }

    /// <summary>Line of the value's first character, from 1.</summary>
    public int Line { get; }

    /// <summary>Column of the value's first byte, from 1.</summary>
    public int Column { get; }

    /// <summary>The text of a string, the digits of a number, otherwise null.</summary>
    public string? Text { get; }

    public IReadOnlyList<(string Name, LocatedNode Value)> Members => members;

    public IReadOnlyList<LocatedNode> Items => items;

    /// <summary>The value as an ordinary JSON node, without places.</summary>
    public JsonNode? ToJson() => Kind switch
    {
        JsonValueKind.Object => new JsonObject(members.Select(m => KeyValuePair.Create(m.Name, m.Value.ToJson()))),
        JsonValueKind.Array => new JsonArray([.. items.Select(i => i.ToJson())]),
        JsonValueKind.String => JsonValue.Create(Text),
        JsonValueKind.Number => JsonNode.Parse(Text!),
        JsonValueKind.True => JsonValue.Create(true),
        JsonValueKind.False => JsonValue.Create(false),
        _ => null,
    };

    /// <summary>What kind of value it is, in words.</summary>
    public Label KindInWords => Kind switch
    {
        JsonValueKind.Object => new("对象", "an object"),
        JsonValueKind.Array => new("数组", "an array"),
        JsonValueKind.String => new($"文本“{Text}”", $"the text \"{Text}\""),
        JsonValueKind.Number => new($"数字 {Text}", $"the number {Text}"),
        JsonValueKind.True => new("true", "true"),
        JsonValueKind.False => new("false", "false"),
        _ => new("null", "null"),
    };

    /// <summary>Reads strict JSON (no comments, no trailing commas). On a syntax error: a finding with its place, and null.</summary>
    public static LocatedNode? Parse(ReadOnlyMemory<byte> utf8, FileFindings findings)
    {
        var bytes = utf8.Span;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        var lines = new List<long> { 0 };
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\n')
            {
                lines.Add(i + 1);
            }
        }

        var reader = new Utf8JsonReader(bytes);
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, "$", lines, findings);
            while (reader.Read())
            {
            }

            return root;
        }
        catch (JsonException broken)
        {
            findings.Add(
                "$",
                (int)(broken.LineNumber ?? 0) + 1,
                (int)(broken.BytePositionInLine ?? 0) + 1,
                new($"文件不是有效的 JSON：{broken.Message}", $"The file is not valid JSON: {broken.Message}"),
                new("请修正该处的语法（引号、逗号、括号）。", "Mend the syntax at this place (quotes, commas, brackets)."));
        }
        catch (InvalidOperationException)
        {
            var (line, column) = Place(reader.TokenStartIndex, lines);
            findings.Add(
                "$",
                line,
                column,
                new("文本不是有效的 UTF-8。", "The text is not valid UTF-8."),
                new("请以 UTF-8 编码保存文件。", "Save the file as UTF-8."));
        }

        return null;
    }

    private static LocatedNode ReadValue(ref Utf8JsonReader reader, string path, List<long> lines, FileFindings findings)
    {
        var (line, column) = Place(reader.TokenStartIndex, lines);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var node = new LocatedNode(JsonValueKind.Object, path, line, column, null);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var (nameLine, nameColumn) = Place(reader.TokenStartIndex, lines);
                    reader.Read();
                    var value = ReadValue(ref reader, $"{path}.{name}", lines, findings);
                    if (node.members.Any(m => m.Name == name))
                    {
                        findings.Add(
                            value.Path,
                            nameLine,
                            nameColumn,
                            new($"成员“{name}”重复出现。", $"The member \"{name}\" stands here twice."),
                            new("请删除其中一个。", "Remove one of them."));
                        continue;
                    }

                    node.members.Add((name, value));
                }

                return node;
            case JsonTokenType.StartArray:
                var array = new LocatedNode(JsonValueKind.Array, path, line, column, null);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.items.Add(ReadValue(ref reader, $"{path}[{array.items.Count}]", lines, findings));
                }

                return array;
            case JsonTokenType.String:
                return new(JsonValueKind.String, path, line, column, reader.GetString());
            case JsonTokenType.Number:
                return new(JsonValueKind.Number, path, line, column, System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return new(JsonValueKind.True, path, line, column, null);
            case JsonTokenType.False:
                return new(JsonValueKind.False, path, line, column, null);
            default:
                return new(JsonValueKind.Null, path, line, column, null);
        }
    }

    private static (int Line, int Column) Place(long offset, List<long> lines)
    {
        var index = lines.BinarySearch(offset);
        index = index < 0 ? ~index - 1 : index;
        return (index + 1, (int)(offset - lines[index]) + 1);
    }
}
