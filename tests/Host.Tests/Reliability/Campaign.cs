using System.Diagnostics;
using System.Globalization;

namespace Workflows.Host.Tests.Reliability;

/// <summary>
/// How much the campaign does: little in every test run; with <c>WORKFLOWS_CAMPAIGN</c> so many minutes of each of its parts that can go on and on; with <c>WORKFLOWS_CRASHES</c> and
/// <c>WORKFLOWS_RACES</c> so many of each part that crashes or races, however long it takes.
/// </summary>
public static class Campaign
{
    /// <summary>Null: the short one.</summary>
    public static TimeSpan? Asked { get; } = Number("WORKFLOWS_CAMPAIGN") is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    public static int? Crashes { get; } = (int?)Number("WORKFLOWS_CRASHES");

    public static int? Races { get; } = (int?)Number("WORKFLOWS_RACES");

    public static bool IsShort => Asked is null && Crashes is null && Races is null;

    /// <summary>By the clock of the machine, which programs in processes of their own go by: one instant for all, so that they share a first start.</summary>
    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public static TimeSpan Lasts(TimeSpan shortly) => Asked ?? shortly;

    /// <summary>Whether a part has done what was asked of it.</summary>
    /// <param name="start">Timestamp of its beginning.</param>
    /// <param name="done">What it has done so far.</param>
    /// <param name="asked">How many were asked for; null: it goes by the time.</param>
    public static bool IsOver(long start, TimeSpan shortly, int done, int? asked) => asked is { } most ? done >= most : Stopwatch.GetElapsedTime(start) >= Lasts(shortly);

    /// <summary>Writes what was measured to the test's output, and to a file that <c>WORKFLOWS_CAMPAIGN_LOG</c> names.</summary>
    public static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Environment.GetEnvironmentVariable("WORKFLOWS_CAMPAIGN_LOG") is { Length: > 0 } file) File.AppendAllText(file, line + "\n");
    }

    private static double? Number(string variable) => double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
