namespace Workflows.Approvals.Cases;

/// <summary>What was found in a video or audio file by reading its headers; nothing that its name says.</summary>
/// <param name="Container"><c>MP4</c>, <c>QuickTime</c>, <c>MP3</c>.</param>
/// <param name="Seconds">Length in seconds.</param>
/// <param name="VideoCodec">E.g. <c>H.264</c>; empty: no picture.</param>
/// <param name="Width">Pixels as shown, after rotation; 0: no picture.</param>
/// <param name="Height">Pixels as shown, after rotation; 0: no picture.</param>
/// <param name="FrameRate">Frames per second by the commonest duration of a frame; 0: no picture.</param>
/// <param name="Problem">Why it cannot be played, e.g. that it is cut short; empty: nothing wrong was found.</param>
public sealed record MediaFacts(
    string Container, double Seconds, string? VideoCodec = null, int Width = 0, int Height = 0, double FrameRate = 0, string? AudioCodec = null, string? Problem = null);
