using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Notifications;
using Workflows.Persistence;

namespace Workflows.Host.Notifications;

/// <summary>每日汇总: once a day, at <see cref="Hour"/> in Shanghai, what a person wants to have daily goes into one e-mail.</summary>
public sealed class GatherDigests(UnitOfWork unit, TimeProvider clock)
{
    /// <summary>The hour of the day.</summary>
    public const int Hour = 8;

    /// <returns>How many e-mails were prepared.</returns>
    public async Task<int> Run(CancellationToken cancellation = default)
    {
        var (now, gathered) = (clock.GetUtcNow(), 0);
        var today = ShanghaiTime.StartOf(ShanghaiTime.DayOf(now)).AddHours(Hour);
        var until = now >= today ? today : today.AddDays(-1);
        var people = await unit.Read((scope, token) => Waiting(scope, until).Select(n => n.PersonId).Distinct().ToListAsync(token), cancellation);
        foreach (var person in people)
        {
            var done = await unit.Run<bool>(
                Actor.Job,
                async (scope, token) =>
                {
                    var news = await Waiting(scope, until).Where(n => n.PersonId == person).OrderBy(n => n.Id).ToListAsync(token);
                    if (news.Count == 0) return false;
                    news.ForEach(n => n.MailedAt = now);
                    scope.GetRequiredService<ApprovalsDb>().Deliveries.Add(Delivery.Mail(scope.GetRequiredService<IdSource>().Next(), news[0].Kind, person, news.Select(n => n.Id), now));
                    return true;
                },
                cancellation);
            if (!done.IsRefused && done.Value) gathered++;
        }
        return gathered;
    }

    private static IQueryable<Notification> Waiting(IServiceProvider scope, DateTimeOffset until) =>
        scope.GetRequiredService<ApprovalsDb>().Notifications.Where(n => n.Pace == MailPace.Daily && n.MailedAt == null && n.At <= until);
}
