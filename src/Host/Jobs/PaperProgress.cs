using System.Collections.Concurrent;

namespace Workflows.Host.Jobs;

/// <summary>How far the papers are that this node is making right now; a page on another node sees only that they are being made.</summary>
public sealed class PaperProgress
{
    private readonly ConcurrentDictionary<long, (int Done, int Total)> making = new();

    /// <summary>Raised with the id of the paper; may come from any thread.</summary>
    public event Action<long>? Moved;

    /// <summary>Lines that are drawn and lines in all; null when it is not being made here.</summary>
    public (int Done, int Total)? Of(long paperId) => making.TryGetValue(paperId, out var at) ? at : null;

    public void Tell(long paperId, int done, int total)
    {
        making[paperId] = (done, total);
        Moved?.Invoke(paperId);
    }

    public void Finished(long paperId)
    {
        if (making.TryRemove(paperId, out _)) Moved?.Invoke(paperId);
    }
}
