using System.Globalization;
using Workflows.Approvals.Calendar;

namespace Workflows.Host;

/// <summary>Dates as the forms print them (2023年5月29日), times as a clock in Shanghai shows them.</summary>
public static class ReadableDates
{
    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    public static string Day(DateOnly day) =>
        day.ToString(Chinese ? "yyyy年M月d日" : "d MMM yyyy", CultureInfo.CurrentUICulture);

    public static string Day(DateTimeOffset instant) => Day(ShanghaiTime.DayOf(instant));

    public static string Instant(DateTimeOffset instant) =>
        ShanghaiTime.Local(instant).ToString(Chinese ? "yyyy年M月d日 HH:mm" : "d MMM yyyy HH:mm", CultureInfo.CurrentUICulture);
}
