namespace Workflows.Approvals.DataFiles;

/// <summary>What is wrong in a data file, where, and how to mend it. The program starts without the file.</summary>
/// <param name="File">File name as the person knows it, e.g. <c>pilot-site.form.json</c>.</param>
/// <param name="Path">Place in the JSON, e.g. <c>$.sections[0].fields[2].type</c>.</param>
/// <param name="Line">Line, from 1; 0 when the finding is about the whole file.</param>
/// <param name="Column">Column in bytes, from 1; 0 when the finding is about the whole file.</param>
/// <param name="Problem">What was expected and what was found.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record FileFinding(string File, string Path, int Line, int Column, Label Problem, Label Remedy)
{
    /// <summary>One line: <c>file:line:column path problem remedy</c>, in the current language.</summary>
    public override string ToString() => $"{File}:{Line}:{Column} {Path} {Problem} {Remedy}";
}
