using System.Text;
using Workflows.Approvals.Cases;

namespace Workflows.Paper.Media;

/// <summary>
/// Reads what an MP4 file says of itself: codec, picture size as shown, frame rate and length. Only the index is read, nothing is decoded; a damaged file is
/// told by its <see cref="MediaFacts.Problem"/>, never by an exception.
/// </summary>
public static class Mp4File
{
    /// <summary>The file ends before it should.</summary>
    public const string CutShort = "cut-short";

    /// <summary>There is no index of what is inside (<c>moov</c>).</summary>
    public const string NoIndex = "no-index";

    /// <summary>The index does not make sense.</summary>
    public const string Damaged = "damaged";

    private const string QuickTime = "qt  ";

    /// <summary>Whether the file begins like an MP4 or QuickTime file.</summary>
    /// <param name="start">The first 12 bytes, or fewer.</param>
    public static bool IsOne(ReadOnlySpan<byte> start) => start.Length >= 8 && start[4..8].SequenceEqual("ftyp"u8);

    public static MediaFacts Read(Stream file)
    {
        var container = "MP4";
        try
        {
            var boxes = new Boxes(file);
            Box? index = null;
            foreach (var box in boxes.Between(0, file.Length))
            {
                if (box.Type == "ftyp" && Encoding.ASCII.GetString(boxes.Bytes(box.Body, 4)) == QuickTime) container = "QuickTime";
                if (box.Type == "moov") index = box;
            }

            return index is null ? new MediaFacts(container, 0, Problem: NoIndex) : new Mp4Index(boxes, index, file.Length).Facts(container);
        }
        catch (CutShortException)
        {
            return new MediaFacts(container, 0, Problem: CutShort);
        }
        catch (DamagedException)
        {
            return new MediaFacts(container, 0, Problem: Damaged);
        }
    }
}
