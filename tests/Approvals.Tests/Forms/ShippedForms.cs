using System.Text;
using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Tests.Forms;

/// <summary>The forms of the repository, and a way to write small ones in a test.</summary>
internal static class ShippedForms
{
    public static string Folder { get; } = Path.Combine(Root(), "workflows");

    public static FormDefinitions All { get; } = FormDefinitions.Load(Folder);

    public static FormDefinition PilotSite => All.Find("pilot-site") ?? throw new InvalidOperationException(string.Join("\n", All.Findings));

    public static FormDefinition ScoreSheet => All.Find("pilot-site-score") ?? throw new InvalidOperationException(string.Join("\n", All.Findings));

    /// <summary>A form <c>test</c> with one section that holds these fields (JSON array).</summary>
    public static FormDefinition Of(string fields)
    {
        var (form, findings) = FormReader.Read("test.form.json", Bytes(fields));
        findings.ShouldBeEmpty();
        return form!;
    }

    public static byte[] Bytes(string fields) => Encoding.UTF8.GetBytes($$"""
        {
          "key": "test",
          "title": { "zh": "试表", "en": "Test" },
          "source": { "document": "试〔2023〕1号", "clause": "附件" },
          "sections": [ { "key": "only", "title": { "zh": "内容", "en": "Content" }, "fields": {{fields}} } ]
        }
        """);

    public static JsonObject Values(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workflows.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run the tests from within the repository: expected Workflows.sln above them.");
    }
}
