using System.Buffers.Binary;
using System.Text;

namespace Workflows.TestSupport;

/// <summary>Makes small MP4 files: true boxes and an index, a few bytes in place of the frames.</summary>
public sealed record Mp4Maker
{
    private const uint Scale = 12800;

    public string Brand { get; init; } = "isom";

    /// <summary>Four letters of the picture's codec; empty: no picture.</summary>
    public string Video { get; init; } = "avc1";
    public int Width { get; init; } = 1280;
    public int Height { get; init; } = 720;
    public double Rate { get; init; } = 25;
    public double Seconds { get; init; } = 360;

    /// <summary>A quarter turn, as of a film taken with an upright phone.</summary>
    public bool IsTurned { get; init; }

    /// <summary>The last frame stands longer than the others.</summary>
    public bool HasLongLastFrame { get; init; }

    /// <summary>The durations stand in fragments behind the index.</summary>
    public bool IsFragmented { get; init; }
    public bool HasSound { get; init; } = true;

    /// <summary>Bytes in place of the frames, behind the index.</summary>
    public int MediaBytes { get; init; } = 64;

    public byte[] Make()
    {
        var tracks = new List<byte[]>();
        if (Video.Length > 0) tracks.Add(Track(1, "vide", VideoEntry()));
        if (HasSound) tracks.Add(Track(2, "soun", Box("mp4a", new byte[28])));
        var index = Box("moov", [Box("mvhd", new byte[100]), .. tracks, .. IsFragmented ? new[] { Box("mvex", Box("trex", Whole(0), Whole(1), Whole(1), Whole(Frame), Whole(0), Whole(0))) } : []]);
        byte[][] parts = [Box("ftyp", Encoding.ASCII.GetBytes(Brand), Whole(512)), index, .. IsFragmented ? new[] { Fragment() } : [], Box("mdat", new byte[MediaBytes])];
        return Joined(parts);
    }

    private uint Frame => (uint)Math.Round(Scale / Rate);

    private uint Frames => (uint)Math.Round(Seconds * Rate);

    private byte[] Track(uint id, string kind, byte[] entry)
    {
        var isVideo = kind == "vide";
        var matrix = Joined(IsTurned ? [Whole(0), Whole(0x10000), Whole(0), Whole(0xFFFF0000), Whole(0), Whole(0), Whole(0), Whole(0), Whole(0x40000000)]
            : [Whole(0x10000), Whole(0), Whole(0), Whole(0), Whole(0x10000), Whole(0), Whole(0), Whole(0), Whole(0x40000000)]);
        var header = Box("tkhd", Whole(7), Whole(0), Whole(0), Whole(id), Whole(0), Whole(0), new byte[16], matrix, Whole((uint)Width << 16), Whole((uint)Height << 16));
        byte[] times = IsFragmented && isVideo ? Whole(0)
            : HasLongLastFrame && isVideo ? Joined([Whole(2), Whole(Frames - 1), Whole(Frame), Whole(1), Whole(Frame * 3)])
            : Joined([Whole(1), Whole(Frames), Whole(Frame)]);
        var length = IsFragmented && isVideo ? 0u : (uint)Math.Round(Seconds * Scale);
        var table = Box("stbl", Box("stsd", Whole(0), Whole(1), entry), Box("stts", Whole(0), times));
        var media = Box("mdia", Box("mdhd", Whole(0), Whole(0), Whole(0), Whole(Scale), Whole(length), Whole(0)), Box("hdlr", Whole(0), Whole(0), Encoding.ASCII.GetBytes(kind), new byte[12]), Box("minf", table));
        return Box("trak", header, media);
    }

    private byte[] VideoEntry()
    {
        var body = new byte[78];
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(24), (ushort)Width);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(26), (ushort)Height);
        return Box(Video, body);
    }

    private byte[] Fragment() => Box("moof", Box("traf", Box("tfhd", Whole(0), Whole(1)), Box("trun", Whole(0), Whole(Frames))));

    private static byte[] Box(string type, params byte[][] parts)
    {
        var body = Joined(parts);
        return Joined([Whole((uint)(body.Length + 8)), Encoding.ASCII.GetBytes(type), body]);
    }

    private static byte[] Whole(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Joined(IEnumerable<byte[]> parts) => [.. parts.SelectMany(p => p)];
}
