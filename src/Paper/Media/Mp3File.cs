using Workflows.Approvals.Cases;

namespace Workflows.Paper.Media;

/// <summary>Reads the length of an MP3 file by walking over its frames, whose headers say how long each is.</summary>
public static class Mp3File
{
    private static readonly int[] RatesOfVersion1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] RatesOfVersion2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Samplings = [44100, 48000, 32000];

    /// <summary>Whether the file begins with a tag or a frame of MPEG layer III.</summary>
    public static bool IsOne(ReadOnlySpan<byte> start) =>
        start.StartsWith("ID3"u8) || (start.Length >= 4 && Frame(start) is not null);

    public static MediaFacts Read(Stream file)
    {
        var at = TagLength(file);
        var (seconds, frames) = (0.0, 0);
        Span<byte> header = stackalloc byte[4];
        while (at + 4 <= file.Length)
        {
            file.Position = at;
            file.ReadExactly(header);
            if (Frame(header) is not { } frame) break;
            if (at + frame.Length > file.Length) return new MediaFacts("MP3", seconds, AudioCodec: "MP3", Problem: Mp4File.CutShort);
            seconds += frame.Seconds;
            frames++;
            at += frame.Length;
        }

        return new MediaFacts("MP3", seconds, AudioCodec: "MP3", Problem: frames == 0 ? Mp4File.Damaged : null);
    }

    /// <summary>Bytes of the tag in front of the first frame; its size is written in four times seven bits.</summary>
    private static long TagLength(Stream file)
    {
        Span<byte> tag = stackalloc byte[10];
        file.Position = 0;
        if (file.ReadAtLeast(tag, tag.Length, throwOnEndOfStream: false) < tag.Length || !tag.StartsWith("ID3"u8)) return 0;
        return 10 + ((tag[6] & 0x7F) << 21 | (tag[7] & 0x7F) << 14 | (tag[8] & 0x7F) << 7 | tag[9] & 0x7F);
    }

    /// <summary>Length in bytes and seconds of the frame that begins here; null when none does.</summary>
    private static (int Length, double Seconds)? Frame(ReadOnlySpan<byte> header)
    {
        if (header[0] != 0xFF || (header[1] & 0xE0) != 0xE0) return null;
        var (version, layer) = (header[1] >> 3 & 3, header[1] >> 1 & 3);
        var (rate, sampling) = (header[2] >> 4, header[2] >> 2 & 3);
        if (version == 1 || layer != 1 || rate is 0 or 15 || sampling == 3) return null;
        var isFirst = version == 3;
        var kilobits = (isFirst ? RatesOfVersion1 : RatesOfVersion2)[rate];
        var hertz = Samplings[sampling] / (isFirst ? 1 : version == 2 ? 2 : 4);
        var samples = isFirst ? 1152 : 576;
        return (samples / 8 * kilobits * 1000 / hertz + (header[2] >> 1 & 1), samples / (double)hertz);
    }
}
