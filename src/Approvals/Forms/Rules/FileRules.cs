using System.Globalization;
using System.Text.Json.Nodes;
using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about attachments, as far as name and size tell; what is inside is looked at where it is stored.</summary>
internal static class FileRules
{
    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // The name ends with one of these, e.g. "pdf"; letter case is ignored.
        new("fileKind", FormRules.Of(Field.File), [new("extensions", Takes.Texts)], c => Files(c)
            .Where(f => !c.Texts("extensions").Any(e => f.File.Name.EndsWith("." + e, StringComparison.OrdinalIgnoreCase)))
            .Select(f => new FormBreach(f.Path, f.File.Name))),

        // Not larger than so many MB of 1,048,576 bytes.
        new("fileMaxMegabytes", FormRules.Of(Field.File), [new("max", Takes.Number)], c => Files(c)
            .Where(f => f.File.Size > c.Number("max") * 1_048_576m)
            .Select(f => new FormBreach(f.Path, (f.File.Size / 1_048_576m).ToString("0.#", CultureInfo.InvariantCulture)))),
    ];

    private static IEnumerable<(string Path, FormAttachment File)> Files(FormRuleCall call) => call.Value is JsonArray files
        ? files.Select((file, i) => ($"{call.Path}[{i}]", Stored(call, file)))
        : [(call.Path, Stored(call, call.Value))];

    // What is stored counts; what the value says of itself only where nothing is looked up.
    private static FormAttachment Stored(FormRuleCall call, JsonNode? file)
    {
        var id = FormJson.Text(file?["id"]) ?? "";
        return call.Context.Attachment?.Invoke(id)
            ?? new(id, FormJson.Text(file?["name"]) ?? "", (long)Math.Clamp(FormJson.Number(file?["size"]) ?? 0, 0, long.MaxValue));
    }
}
