using Workflows.Approvals.Cases;
using Workflows.Paper.Media;
using Workflows.TestSupport;

namespace Workflows.Paper.Tests.Media;

public class MediaFileTests
{
    private static readonly Mp4Maker Lesson = new();

    [Fact]
    public void A_lesson_tells_codec_size_rate_and_length() =>
        Look(Lesson).ShouldBe(new MediaFacts("MP4", 360, "H.264", 1280, 720, 25, "AAC"));

    [Theory]
    [InlineData("hvc1", "H.265")]
    [InlineData("mp4v", "MPEG-4")]
    [InlineData("av01", "AV1")]
    public void Another_codec_is_told_by_its_name(string letters, string name) => Look(Lesson with { Video = letters })!.VideoCodec.ShouldBe(name);

    [Fact]
    public void A_film_taken_upright_is_as_high_as_it_is_shown()
    {
        var facts = Look(Lesson with { IsTurned = true })!;

        (facts.Width, facts.Height).ShouldBe((720, 1280));
    }

    [Theory]
    [InlineData(25, 25)]
    [InlineData(30, 29.977)]
    [InlineData(29.97, 29.977)]
    public void The_rate_is_told_to_the_tick(double rate, double told) => Look(Lesson with { Rate = rate })!.FrameRate.ShouldBe(told);

    [Fact]
    public void A_longer_last_frame_does_not_change_the_rate() => Look(Lesson with { HasLongLastFrame = true, Seconds = 2 })!.FrameRate.ShouldBe(25);

    [Fact]
    public void A_fragmented_file_is_read_in_its_fragments()
    {
        var facts = Look(Lesson with { IsFragmented = true, Seconds = 61 })!;

        (facts.FrameRate, facts.Seconds).ShouldBe((25, 61));
    }

    [Fact]
    public void Sound_alone_has_no_picture_and_a_length()
    {
        var facts = Look(Lesson with { Video = "" })!;

        (facts.VideoCodec, facts.Width, facts.AudioCodec, facts.Seconds).ShouldBe((null, 0, "AAC", 360));
        MediaFile.ContentType(facts).ShouldBe("audio/mp4");
    }

    [Fact]
    public void Apples_container_is_no_MP4() => Look(Lesson with { Brand = "qt  " })!.Container.ShouldBe("QuickTime");

    [Fact]
    public void A_file_cut_short_is_told()
    {
        var whole = Lesson.Make();

        MediaFile.Look(new MemoryStream(whole[..^40]))!.Problem.ShouldBe(Mp4File.CutShort);
        MediaFile.Look(new MemoryStream(whole[..200]))!.Problem.ShouldBe(Mp4File.CutShort);
    }

    [Fact]
    public void A_file_without_an_index_is_told() => MediaFile.Look(new MemoryStream(Lesson.Make()[..16]))!.Problem.ShouldBe(Mp4File.NoIndex);

    [Fact]
    public void A_renamed_Matroska_file_is_neither() => MediaFile.Look(new MemoryStream([0x1A, 0x45, 0xDF, 0xA3, 0, 0, 0, 0, 0, 0, 0, 0])).ShouldBeNull();

    [Fact]
    public void Whatever_byte_is_changed_it_answers_and_does_not_crash()
    {
        var whole = (Lesson with { Seconds = 1 }).Make();
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7F, 0xFF })
            {
                var bytes = (byte[])whole.Clone();
                bytes[at] = value;
                Should.NotThrow(() => MediaFile.Look(new MemoryStream(bytes)), $"byte {at} = {value}");
            }
        }
    }

    [Fact]
    public void An_MP3_file_is_as_long_as_its_frames()
    {
        // MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes and 1152 samples a frame.
        var frame = new byte[417];
        (frame[0], frame[1], frame[2]) = (0xFF, 0xFB, 0x90);
        byte[] bytes = [.. Enumerable.Repeat(frame, 100).SelectMany(f => f)];

        var facts = MediaFile.Look(new MemoryStream(bytes))!;

        (facts.Container, Math.Round(facts.Seconds, 2), facts.Problem).ShouldBe(("MP3", 2.61, null));
        MediaFile.Look(new MemoryStream(bytes[..^10]))!.Problem.ShouldBe(Mp4File.CutShort);
    }

    private static MediaFacts? Look(Mp4Maker maker) => MediaFile.Look(new MemoryStream(maker.Make()));
}
