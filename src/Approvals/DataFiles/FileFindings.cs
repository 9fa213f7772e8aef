namespace Workflows.Approvals.DataFiles;

/// <summary>The findings of one data file while it is read.</summary>
public sealed class FileFindings(string file)
{
    private readonly List<FileFinding> findings = [];

    /// <summary>In the order in which they were found.</summary>
    public IReadOnlyList<FileFinding> All => findings;

    public string File => file;

    public void Add(LocatedNode at, Label problem, Label remedy) =>
        findings.Add(new(file, at.Path, at.Line, at.Column, problem, remedy));

    public void Add(string path, int line, int column, Label problem, Label remedy) =>
        findings.Add(new(file, path, line, column, problem, remedy));

    /// <summary>This word is not among the known ones; the nearest is offered.</summary>
    public void Unknown(LocatedNode at, string word, IEnumerable<string> candidates)
    {
        var all = candidates.ToList();
        var near = Nearest.To(word, all);
        Add(
            at,
            new($"“{word}”不是可用的值。", $"\"{word}\" is not known here."),
            near is null
                ? new($"可用：{string.Join("、", all)}。", $"Use one of: {string.Join(", ", all)}.")
                : new($"是否应为“{near}”？", $"Did you mean \"{near}\"?"));
    }

    /// <summary>Another kind of value was expected here.</summary>
    public void Wrong(LocatedNode at, Label expected) =>
        Add(
            at,
            new($"此处应为{expected.Zh}，实际为{at.KindInWords.Zh}。", $"Expected {expected.En}, found {at.KindInWords.En}."),
            new("请更正该值。", "Correct the value."));
}
