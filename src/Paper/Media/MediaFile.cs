using Workflows.Approvals.Cases;

namespace Workflows.Paper.Media;

/// <summary>Tells what a video or audio file is, by what is in it; its name says nothing.</summary>
public static class MediaFile
{
    /// <summary>Whether a file that begins like this is a video or audio file.</summary>
    /// <param name="start">The first 12 bytes, or fewer.</param>
    public static bool Begins(ReadOnlySpan<byte> start) => Mp4File.IsOne(start) || Mp3File.IsOne(start);

    /// <summary>What was found, or null when it is neither an MP4 file nor an MP3 file.</summary>
    /// <param name="file">Can be read from any place.</param>
    public static MediaFacts? Look(Stream file)
    {
        Span<byte> start = stackalloc byte[12];
        file.Position = 0;
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Mp4File.IsOne(start[..read]) ? Mp4File.Read(file)
            : Mp3File.IsOne(start[..read]) ? Mp3File.Read(file)
            : null;
    }

    /// <summary>The content type of such a file.</summary>
    public static string ContentType(MediaFacts facts) => facts switch
    {
        { Container: "MP3" } => "audio/mpeg",
        { VideoCodec: null, Problem: null } => "audio/mp4",
        { Container: "QuickTime" } => "video/quicktime",
        _ => "video/mp4",
    };
}
