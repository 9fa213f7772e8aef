using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Persistence;

namespace Workflows.Host.Calendar;

/// <summary>Keeps the calendar that everything here counts with as it stands in the database: from the start on, and after every change, also one by another node.</summary>
public sealed partial class FollowCalendar(UnitOfWork unit, WorkingDays calendar, ILogger<FollowCalendar> log)
{
    public async Task Begin(CancellationToken cancellation = default)
    {
        await Refresh(cancellation);
        unit.Committed += committed =>
        {
            // A change that was made here is taken over before its maker gets an answer.
            if (committed.IsElsewhere && (committed.MayBeAnything || committed.Subjects.Any(subject => subject.StartsWith(Subject.CalendarPrefix, StringComparison.Ordinal)))) _ = Task.Run(Hear);
        };
    }

    /// <summary>Reads what is kept and counts with it from now on.</summary>
    public async Task Refresh(CancellationToken cancellation = default) =>
        calendar.Keep(await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().CalendarYears.ToListAsync(token), cancellation));

    private async Task Hear()
    {
        try
        {
            await Refresh();
        }
        catch (Exception exception)
        {
            LogNotRead(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The calendar that another node changed could not be read; this node counts with the one before until the next change")]
    private static partial void LogNotRead(ILogger log, Exception exception);
}
