using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Workflows.Approvals;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Definitions;

/// <summary>Refuses a chart whose JSON has not the shape of one, so that nothing unreadable is ever stored, and says in the reader's language where and why.</summary>
public sealed class MalformedChart(IStringLocalizer<Findings.Text> text)
{
    /// <summary>A chart that came as the body of a request: it has a path and no lines that anybody would see.</summary>
    public Refusal? Check(JsonObject json) => DefinitionReader.Read(json.ToJsonString(ElsaJson.Options)).Findings is [var first, ..] ? Refusal(first, first.At?.Path ?? first.Place) : null;

    /// <summary>A chart in a file.</summary>
    public (JsonObject? Model, Refusal? Refusal) Read(string file, string content)
    {
        var (model, findings) = DefinitionReader.Read(content);
        return model is null ? (null, Refusal(findings[0], $"{file} {Place(findings[0])}")) : (model, null);
    }

    public Refusal Archive(string file) => new("definition.malformed", file, text["json.archive-unreadable", ImportChart.MostFiles].Value);

    private Refusal Refusal(DefinitionFinding finding, string place) =>
        finding.Code is { } code && text[code, [.. finding.Arguments]] is { ResourceNotFound: false } sentence
            ? new Refusal("definition.malformed", place, sentence.Value)
            : new Refusal("definition.malformed", place, finding.Problem, finding.Remedy);

    private string Place(DefinitionFinding finding) => finding.At switch
    {
        { Line: { } line, Column: { } column } => text["json.at-column", line, column],
        { Line: { } line, Path: var path } => text["json.at-line", path, line],
        _ => finding.Place,
    };
}
