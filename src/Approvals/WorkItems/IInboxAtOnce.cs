namespace Workflows.Approvals.WorkItems;

/// <summary>
/// Reads an inbox as it is opened (no filter, the newest first) with one question for whoever asks and all principals together, where the database can. Nothing is found for a substitute, whose
/// rows are each looked at more closely: then it is read principal by principal.
/// </summary>
public interface IInboxAtOnce
{
    /// <param name="size">Rows of the page, 1 to 200.</param>
    /// <param name="after">Where the page before ended; null: the first page.</param>
    Task<InboxPage?> Page(long personId, int size, InboxCursor? after, CancellationToken cancellation);

    Task<InboxCount?> Count(long personId, CancellationToken cancellation);
}
