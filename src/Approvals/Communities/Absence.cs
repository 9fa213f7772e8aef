namespace Workflows.Approvals.Communities;

/// <summary>连续缺席: unexcused absences in a row within one scope (R44, R45).</summary>
public static class Absence
{
    /// <summary>
    /// How many absences stand at the end of the row. A present one starts the count anew; an excused one neither counts nor resets.
    /// </summary>
    /// <param name="inDateOrder">What the unit did at the activities to which it was invited, the earliest first.</param>
    public static int InARow(IEnumerable<AttendanceStatus> inDateOrder) => inDateOrder.Aggregate(0, (count, status) => status switch
    {
        AttendanceStatus.Absent => count + 1,
        AttendanceStatus.Present => 0,
        _ => count,
    });
}
