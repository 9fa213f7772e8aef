using Workflows.Approvals.DataFiles;

namespace Workflows.Approvals.Forms;

/// <summary>The forms of this installation, read once from a folder. A file with findings is left out and the others serve.</summary>
public sealed class FormDefinitions
{
    private readonly Dictionary<string, FormDefinition> byKey;

    private FormDefinitions(IReadOnlyList<FormDefinition> forms, IReadOnlyList<FileFinding> findings)
    {
        All = forms;
        Findings = findings;
        byKey = forms.ToDictionary(f => f.Key);
    }

    /// <summary>In the order of their file names.</summary>
    public IReadOnlyList<FormDefinition> All { get; }

    /// <summary>What is wrong in the files that were left out.</summary>
    public IReadOnlyList<FileFinding> Findings { get; }

    /// <summary>The form of that key, or null.</summary>
    public FormDefinition? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Reads every <c>*.form.json</c> of the folder; a folder that is not there is a finding.</summary>
    public static FormDefinitions Load(string folder)
    {
        var forms = new List<FormDefinition>();
        var findings = new List<FileFinding>();
        if (!Directory.Exists(folder))
        {
            findings.Add(new(
                folder,
                "$",
                0,
                0,
                new("表单文件夹不存在。", "The folder of the forms does not exist."),
                new("请创建该文件夹，或更正设置。", "Create it, or correct the setting.")));
            return new(forms, findings);
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*" + FormReader.FileEnding).Order(StringComparer.Ordinal))
        {
            var (form, problems) = Read(path);
            findings.AddRange(problems);
            if (form is not null)
            {
                forms.Add(form);
            }
        }

        return new(forms, findings);
    }

    private static (FormDefinition? Form, IReadOnlyList<FileFinding> Findings) Read(string path)
    {
        try
        {
            return FormReader.Read(Path.GetFileName(path), File.ReadAllBytes(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, [new(
                Path.GetFileName(path),
                "$",
                0,
                0,
                new($"文件无法读取：{unreadable.Message}", $"The file cannot be read: {unreadable.Message}"),
                new("请检查文件权限。", "Check the file's permissions."))]);
        }
    }
}
