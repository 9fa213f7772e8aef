namespace Elsa.Workflows;

/// <summary>What an instance still has to run.</summary>
public interface IActivityScheduler
{
    bool HasAny { get; }
    void Schedule(ActivityWorkItem workItem);
    ActivityWorkItem Take();
    IEnumerable<ActivityWorkItem> List();
    bool Any(Func<ActivityWorkItem, bool> predicate);
    ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate);
    void Clear();
}

/// <summary>First in, first out.</summary>
public class QueueBasedActivityScheduler : IActivityScheduler
{
    private readonly LinkedList<ActivityWorkItem> _queue = [];

    public bool HasAny => _queue.Count > 0;

    public void Schedule(ActivityWorkItem workItem) => _queue.AddLast(workItem);

    public ActivityWorkItem Take()
    {
        var first = _queue.First ?? throw new InvalidOperationException("Expected a scheduled activity, found none. Ask HasAny first.");
        _queue.RemoveFirst();
        return first.Value;
    }

    public IEnumerable<ActivityWorkItem> List() => _queue;
    public bool Any(Func<ActivityWorkItem, bool> predicate) => _queue.Any(predicate);
    public ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate) => _queue.FirstOrDefault(predicate);
    public void Clear() => _queue.Clear();

    internal void Remove(Func<ActivityWorkItem, bool> predicate)
    {
        for (var node = _queue.First; node != null;)
        {
            var next = node.Next;
            if (predicate(node.Value)) _queue.Remove(node);
            node = next;
        }
    }
}
