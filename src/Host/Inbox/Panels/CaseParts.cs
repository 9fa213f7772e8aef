using System.Globalization;
using Microsoft.Extensions.Localization;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Host.Attachments;
using Workflows.Host.Forms;
using Workflows.Host.Parts;

namespace Workflows.Host.Inbox.Panels;

/// <summary>How a panel hands in the files of a case: in parts that go on where they stopped.</summary>
/// <param name="workItemId">The work item for whose opinion they are; empty: files of the form.</param>
internal sealed class CaseParts(Ask ask, IStringLocalizer<Text> words, long caseId, long? workItemId = null)
{
    public FormParts Ways => new(
        (name, size) => Sent(uploads => caller => uploads.Begin(caller, caseId, new NewUpload(name, size, workItemId))),
        (id, from, bytes) => Sent(uploads => caller => uploads.Put(caller, Number(id), from, bytes)),
        id => ask.Run((UploadInParts uploads, Caller caller) => uploads.Drop(caller, Number(id))));

    private async Task<FormPartAnswer> Sent(Func<UploadInParts, Func<Caller, Task<Result<UploadView>>>> send)
    {
        var result = await ask.Run((UploadInParts uploads, Caller caller) => send(uploads)(caller));
        if (result.Refusal is { } why) return new FormPartAnswer(null, ask.Sentence(why));
        var upload = result.Value;
        return new FormPartAnswer(new FormPart(
            upload.Id.ToString(CultureInfo.InvariantCulture), upload.Size, upload.PartSize, upload.Received, Facts(upload.Media),
            upload.Attachment is { } stored ? new FormAttachment(stored.Id.ToString(CultureInfo.InvariantCulture), stored.Name, stored.Size) : null));
    }

    private string? Facts(MediaFacts? media) => media is null ? null
        : words["MediaFacts", string.Join(" ", new[] { media.Container, media.VideoCodec, media.Width > 0 ? $"{media.Width}×{media.Height}" : null, media.AudioCodec }.OfType<string>()), TimeSpan.FromSeconds(media.Seconds).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)].Value;

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
