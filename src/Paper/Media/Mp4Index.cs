using System.Text;
using Workflows.Approvals.Cases;

namespace Workflows.Paper.Media;

/// <summary>The index (<c>moov</c>) of an MP4 file.</summary>
internal sealed class Mp4Index(Boxes boxes, Box index, long fileLength)
{
    public MediaFacts Facts(string container)
    {
        Box? video = null, audio = null;
        foreach (var track in boxes.In(index).Where(b => b.Type == "trak"))
        {
            switch (Encoding.ASCII.GetString(boxes.Bytes(boxes.Need(track, "mdia", "hdlr").Body + 8, 4)))
            {
                case "vide": video ??= track; break;
                case "soun": audio ??= track; break;
            }
        }

        if (video is null && audio is null) return new MediaFacts(container, 0, Problem: Mp4File.Damaged);
        var sound = audio is null ? null : Codec(Entry(audio).Type);
        if (video is null) return new MediaFacts(container, Time(audio!).Seconds, AudioCodec: sound);

        var entry = Entry(video);
        var time = Time(video);
        var (width, height) = (boxes.U16(entry.Body + 24), boxes.U16(entry.Body + 26));
        if (IsTurned(video)) (width, height) = (height, width);
        return new MediaFacts(container, time.Seconds, Codec(entry.Type), width, height, time.FrameRate, sound);
    }

    /// <summary>The first sample description: its four letters name the codec.</summary>
    private Box Entry(Box track)
    {
        var table = boxes.Need(track, "mdia", "minf", "stbl", "stsd");
        return boxes.Between(table.Body + 8, table.End).FirstOrDefault() ?? throw new DamagedException();
    }

    /// <summary>A quarter turn in the matrix of the track's header: width and height change places when it is shown.</summary>
    private bool IsTurned(Box track)
    {
        var header = boxes.Need(track, "tkhd");
        var matrix = header.Body + (boxes.U8(header.Body) == 1 ? 52 : 40);
        return (int)boxes.U32(matrix) == 0 && (int)boxes.U32(matrix + 4) != 0;
    }

    private (double Seconds, double FrameRate) Time(Box track)
    {
        var header = boxes.Need(track, "mdia", "mdhd");
        var isLong = boxes.U8(header.Body) == 1;
        var scale = boxes.U32(header.Body + (isLong ? 20 : 12));
        if (scale == 0) throw new DamagedException();
        var length = isLong ? boxes.U64(header.Body + 24) : boxes.U32(header.Body + 16);

        var durations = new FrameDurations();
        ReadTable(boxes.Need(track, "mdia", "minf", "stbl", "stts"), durations);
        if (durations.Ticks == 0 && boxes.Find(index, "mvex") is { } fragments) ReadFragments(fragments, TrackId(track), durations);
        return (Math.Max(durations.Ticks, length) / (double)scale, durations.Commonest == 0 ? 0 : Math.Round(scale / (double)durations.Commonest, 3));
    }

    /// <summary>Runs of frames of the same duration.</summary>
    private void ReadTable(Box table, FrameDurations durations)
    {
        var runs = boxes.U32(table.Body + 4);
        if (runs > (table.End - table.Body - 8) / 8) throw new DamagedException();
        for (var run = 0; run < runs; run++)
            durations.Add(count: boxes.U32(table.Body + 8 + 8L * run), duration: boxes.U32(table.Body + 12 + 8L * run));
    }

    private uint TrackId(Box track)
    {
        var header = boxes.Need(track, "tkhd");
        return boxes.U32(header.Body + (boxes.U8(header.Body) == 1 ? 20 : 12));
    }

    /// <summary>In a fragmented file the durations stand with the fragments, behind the index.</summary>
    private void ReadFragments(Box defaults, uint trackId, FrameDurations durations)
    {
        var usual = boxes.In(defaults).Where(b => b.Type == "trex" && boxes.U32(b.Body + 4) == trackId).Select(b => boxes.U32(b.Body + 12)).FirstOrDefault();
        foreach (var fragment in boxes.Between(0, fileLength).Where(b => b.Type == "moof"))
            foreach (var part in boxes.In(fragment).Where(b => b.Type == "traf"))
                ReadFragment(part, trackId, usual, durations);
    }

    private void ReadFragment(Box fragment, uint trackId, uint usual, FrameDurations durations)
    {
        var header = boxes.Need(fragment, "tfhd");
        if (boxes.U32(header.Body + 4) != trackId) return;
        var flags = boxes.U32(header.Body) & 0xFFFFFF;
        var at = header.Body + 8 + ((flags & 1) != 0 ? 8 : 0) + ((flags & 2) != 0 ? 4 : 0);
        if ((flags & 8) != 0) usual = boxes.U32(at);

        foreach (var run in boxes.In(fragment).Where(b => b.Type == "trun"))
        {
            var (has, count) = (boxes.U32(run.Body) & 0xFFFFFF, boxes.U32(run.Body + 4));
            if ((has & 0x100) == 0)
            {
                durations.Add(count, usual);
                continue;
            }

            var first = run.Body + 8 + ((has & 1) != 0 ? 4 : 0) + ((has & 4) != 0 ? 4 : 0);
            var step = 4 * (new[] { 0x100u, 0x200u, 0x400u, 0x800u }.Count(flag => (has & flag) != 0));
            if (count > (run.End - first) / step) throw new DamagedException();
            for (var frame = 0; frame < count; frame++) durations.Add(1, boxes.U32(first + (long)frame * step));
        }
    }

    private static string Codec(string fourLetters) => fourLetters switch
    {
        "avc1" or "avc3" => "H.264",
        "hvc1" or "hev1" => "H.265",
        "av01" => "AV1",
        "vp09" => "VP9",
        "mp4v" => "MPEG-4",
        "mp4a" => "AAC",
        _ => fourLetters.Trim(),
    };

    /// <summary>
    /// How long frames are shown. The commonest duration tells the rate: a last frame or a fragment that is a little longer does not make 25 frames a second 24.9.
    /// </summary>
    private sealed class FrameDurations
    {
        private readonly Dictionary<uint, long> counts = [];

        public ulong Ticks { get; private set; }

        public uint Commonest => counts.Count == 0 ? 0 : counts.MaxBy(c => c.Value).Key;

        public void Add(uint count, uint duration)
        {
            Ticks += (ulong)count * duration;
            counts[duration] = counts.GetValueOrDefault(duration) + count;
        }
    }
}
