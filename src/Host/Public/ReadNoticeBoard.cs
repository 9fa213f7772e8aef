using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Lists;

namespace Workflows.Host.Public;

/// <summary>An open call, as anybody may know of it.</summary>
public sealed record PostedCall(string Title, string? Document, DateTimeOffset ClosesAt);

/// <summary>A published list, as anybody may know of it.</summary>
public sealed record PostedList(long Id, string Title, DateTimeOffset PublishedAt);

/// <summary>What stands on the front page: open calls and the latest lists.</summary>
public sealed record NoticeBoard(IReadOnlyList<PostedCall> Calls, IReadOnlyList<PostedList> Lists);

/// <summary>Reads the front page.</summary>
public sealed class ReadNoticeBoard(ApprovalsDb db, TimeProvider clock)
{
    public async Task<NoticeBoard> Run(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var calls = await db.Calls.AsNoTracking().Include(c => c.Document).Where(c => c.Status == CallStatus.Open).OrderBy(c => c.ClosesOn).Take(20).ToListAsync(cancellation);
        var lists = await db.Lists.AsNoTracking().Newest(db).Where(l => l.Status == ListStatus.Published && l.PublishedAt != null).OrderByDescending(l => l.PublishedAt).Take(5)
            .Select(l => new PostedList(l.Id, l.Title, l.PublishedAt!.Value)).ToListAsync(cancellation);
        return new NoticeBoard([.. calls.Where(c => c.IsInTime(now)).Select(c => new PostedCall(c.Title, c.Document?.Number, c.ClosesAt))], lists);
    }
}
