using System.Globalization;
using Workflows.Approvals.Cases;
using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about videos and audio, by what was found in the file when it was handed in. They bite where attachments are looked up.</summary>
internal static class MediaRules
{
    /// <summary>Frame rates this near are the same; a rate is a fraction of whole ticks.</summary>
    private const double RateTolerance = 0.01;

    private static readonly IReadOnlySet<Field> Files = FormRules.Of(Field.File);

    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // It can be played and came whole.
        new("mediaReadable", Files, [], c => Attached(c) is { } file && (file.Media is null || file.Media.Problem is not null)
            ? [new(c.Path, file.Media?.Problem ?? file.Name)]
            : []),

        // The container is one of these.
        new("mediaContainer", Files, [new("formats", Takes.Texts)], c => Check(c, m => c.Texts("formats").Contains(m.Container), m => m.Container)),

        // The picture is coded in one of these ways.
        new("mediaCodec", Files, [new("codecs", Takes.Texts)], c => Check(c, m => c.Texts("codecs").Contains(m.VideoCodec ?? ""), m => m.VideoCodec ?? "—")),

        // The picture is so wide and high, as it is shown.
        new("mediaSize", Files, [new("width", Takes.Number), new("height", Takes.Number)], c =>
            Check(c, m => m.Width == c.Number("width") && m.Height == c.Number("height"), m => string.Create(CultureInfo.InvariantCulture, $"{m.Width}×{m.Height}"))),

        // So many frames a second.
        new("mediaFrameRate", Files, [new("rate", Takes.Number)], c =>
            Check(c, m => Math.Abs(m.FrameRate - (double)c.Number("rate")) < RateTolerance, m => m.FrameRate.ToString("0.###", CultureInfo.InvariantCulture))),

        // Not longer than so many seconds; the limit itself passes, and so does what begins in its second.
        new("mediaMaxSeconds", Files, [new("max", Takes.Number)], c => Check(c, m => Math.Floor(m.Seconds) <= (double)c.Number("max"), m => Clock(m.Seconds))),
    ];

    private static IEnumerable<FormBreach> Check(FormRuleCall call, Func<MediaFacts, bool> holds, Func<MediaFacts, string> found) =>
        Attached(call)?.Media is { Problem: null } media ? call.Unless(holds(media), found(media)) : [];

    private static FormAttachment? Attached(FormRuleCall call) => FormJson.Text(call.Value?["id"]) is { } id ? call.Context.Attachment?.Invoke(id) : null;

    private static string Clock(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(int)seconds / 60}:{(int)seconds % 60:00}");
}
