using System.Text.Json;

namespace Workflows.Approvals.DataFiles;

/// <summary>
/// Reads the members of one JSON object by name. What is missing or of the wrong kind becomes a finding; <see cref="Done"/> reports the members
/// nobody asked for, with the nearest known name.
/// </summary>
public sealed class LocatedObject
{
    private readonly FileFindings findings;
    private readonly List<string> known = [];

    public LocatedObject(LocatedNode node, FileFindings findings)
    {
        Node = node;
        this.findings = findings;
        if (node.Kind != JsonValueKind.Object)
        {
            findings.Wrong(node, new("对象 {…}", "an object {…}"));
        }
    }

    public LocatedNode Node { get; }

    /// <summary>The member, or null; a missing required one is a finding.</summary>
    public LocatedNode? Member(string name, bool required = false)
    {
        known.Add(name);
        var found = Node.Members.FirstOrDefault(m => m.Name == name).Value;
        if (found is null && required && Node.Kind == JsonValueKind.Object)
        {
            findings.Add(
                Node,
                new($"缺少成员“{name}”。", $"The member \"{name}\" is missing."),
                new($"请在此对象中加入“{name}”。", $"Add \"{name}\" to this object."));
        }

        return found;
    }

    /// <summary>A text that is not empty, or null.</summary>
    public string? Text(string name, bool required = false)
    {
        var node = Member(name, required);
        if (node is null)
        {
            return null;
        }

        if (node.Kind == JsonValueKind.String && !string.IsNullOrWhiteSpace(node.Text))
        {
            return node.Text;
        }

        findings.Wrong(node, new("非空文本", "a text that is not empty"));
        return null;
    }

    public bool Flag(string name, bool otherwise = false) => FlagOrNone(name) ?? otherwise;

    public bool? FlagOrNone(string name)
    {
        var node = Member(name);
        switch (node?.Kind)
        {
            case null:
                return null;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                findings.Wrong(node, new("true 或 false", "true or false"));
                return null;
        }
    }

    /// <summary>A whole number from 0 on, or null.</summary>
    public int? Count(string name, bool required = false)
    {
        var node = Member(name, required);
        if (node is null)
        {
            return null;
        }

        if (node.Kind == JsonValueKind.Number && int.TryParse(node.Text, out var count) && count >= 0)
        {
            return count;
        }

        findings.Wrong(node, new("不小于 0 的整数", "a whole number from 0 on"));
        return null;
    }

    /// <summary>The elements of an array; empty when it is not there.</summary>
    public IReadOnlyList<LocatedNode> List(string name, bool required = false)
    {
        var node = Member(name, required);
        if (node is null)
        {
            return [];
        }

        if (node.Kind == JsonValueKind.Array)
        {
            return node.Items;
        }

        findings.Wrong(node, new("数组 […]", "an array […]"));
        return [];
    }

    /// <summary>An array of texts; elements of another kind become findings.</summary>
    public IReadOnlyList<string> Texts(string name, bool required = false)
    {
        var texts = new List<string>();
        foreach (var item in List(name, required))
        {
            if (item.Kind == JsonValueKind.String && !string.IsNullOrWhiteSpace(item.Text))
            {
                texts.Add(item.Text);
            }
            else
            {
                findings.Wrong(item, new("非空文本", "a text that is not empty"));
            }
        }

        return texts;
    }

    /// <summary>A text in both languages: <c>{ "zh": "…", "en": "…" }</c>.</summary>
    public Label? Both(string name, bool required = false)
    {
        var node = Member(name, required);
        return node is null ? null : Both(node, findings);
    }

    /// <summary>Reads <paramref name="node"/> itself as a text in both languages.</summary>
    private static Label? Both(LocatedNode node, FileFindings findings)
    {
        var both = new LocatedObject(node, findings);
        var (zh, en) = (both.Text("zh", true), both.Text("en", true));
        both.Done();
        return zh is null || en is null ? null : new(zh, en);
    }

    /// <summary>One of the named values; another name is a finding with the nearest one.</summary>
    public T? Choice<T>(string name, IReadOnlyDictionary<string, T> choices, bool required = false)
        where T : struct
    {
        var text = Text(name, required);
        if (text is null)
        {
            return null;
        }

        if (choices.TryGetValue(text, out var value))
        {
            return value;
        }

        findings.Unknown(Node.Members.First(m => m.Name == name).Value, text, choices.Keys);
        return null;
    }

    /// <summary>Reports the members that nobody asked for.</summary>
    public void Done()
    {
        foreach (var (name, value) in Node.Members.Where(m => !known.Contains(m.Name)))
        {
            var near = Nearest.To(name, known);
            findings.Add(
                value,
                new($"不认识成员“{name}”。", $"The member \"{name}\" is not known."),
                near is null
                    ? new($"请删除，或使用：{string.Join("、", known)}。", $"Remove it, or use one of: {string.Join(", ", known)}.")
                    : new($"是否应为“{near}”？", $"Did you mean \"{near}\"?"));
        }
    }
}
