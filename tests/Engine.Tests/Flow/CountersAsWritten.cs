namespace Workflows.Engine.Tests.Flow;

/// <summary>
/// The rules of Elsa's counter mode word by word: visits of activities and of connections are counted for the whole life of an instance,
/// an activity is counted when it completes unless a connection that leads back ran it. Slow and plain, to compare the engine with.
/// </summary>
internal sealed class CountersAsWritten
{
    private readonly List<(string From, string Port, string To)> _connections;
    private readonly Dictionary<string, FlowJoinMode> _joins;
    private readonly HashSet<(string, string)> _forward = [];
    private readonly Dictionary<string, int> _activityVisits = [];
    private readonly Dictionary<(string, string, string), int> _connectionVisits = [];
    private readonly Dictionary<(string, string, string), bool> _lastFollowed = [];
    private readonly HashSet<string> _runByReturn = [];
    private readonly string _start;
    private string? _joining;

    public CountersAsWritten(string start, IEnumerable<(string From, string Port, string To)> connections, Dictionary<string, FlowJoinMode>? joins = null)
    {
        _start = start;
        _connections = connections.ToList();
        _joins = joins ?? [];
        var queue = new Queue<string>([start]);
        var done = new HashSet<string>();
        while (queue.TryDequeue(out var from))
        {
            if (!done.Add(from)) continue;
            foreach (var (_, _, to) in _connections.Where(x => x.From == from))
            {
                if (_forward.Contains((from, to)) || to == from || Leads(to, from)) continue;
                _forward.Add((from, to));
                queue.Enqueue(to);
            }
        }

        Scheduled.Enqueue(start);
    }

    /// <summary>What is scheduled, first in first out; the caller takes it and runs it.</summary>
    public Queue<string> Scheduled { get; } = [];

    /// <summary>What waits; the caller adds what it runs and does not complete.</summary>
    public List<string> Running { get; } = [];

    public List<string> Cancelled { get; } = [];

    /// <summary>A join runs: it cancels what still runs before it. What that lets arrive comes too late for it.</summary>
    public void Join(string join)
    {
        _joining = join;
        CancelAncestors(join);
        _joining = null;
        Complete(join, "Done");
    }

    public void Complete(string activity, params string[] outcomes)
    {
        Running.Remove(activity);
        Visit(activity, outcomes, _runByReturn.Remove(activity));
    }

    private void CancelAncestors(string activity)
    {
        foreach (var ancestor in Running.Where(x => x != activity && Leads(x, activity)).ToList())
        {
            Running.Remove(ancestor);
            Cancelled.Add(ancestor);
            Visit(ancestor, [], _runByReturn.Remove(ancestor));
        }
    }

    private bool Leads(string from, string to) => _forward.Any(x => x.Item1 == from && (x.Item2 == to || Leads(x.Item2, to)));

    private void Visit(string activity, string[] outcomes, bool uncounted)
    {
        if (activity != _start && _forward.All(x => x.Item2 != activity)) throw new InvalidOperationException($"{activity} dangles");
        if (!uncounted) _activityVisits[activity] = Visits(activity) + 1;
        foreach (var connection in _connections.Where(x => x.From == activity))
        {
            var followed = outcomes.Contains(connection.Port);
            _connectionVisits[connection] = _connectionVisits.GetValueOrDefault(connection) + 1;
            _lastFollowed[connection] = followed;
            if (!_forward.Contains((connection.From, connection.To)))
            {
                if (!followed) continue;
                _runByReturn.Add(connection.To);
                Scheduled.Enqueue(connection.To);
                continue;
            }

            Arrive(connection);
        }
    }

    private void Arrive((string From, string Port, string To) connection)
    {
        var target = connection.To;
        var inbound = _connections.Where(x => x.To == target && _forward.Contains((x.From, x.To))).ToList();
        var visits = Visits(target);
        var most = inbound.Max(x => _connectionVisits.GetValueOrDefault(x));
        var allVisited = inbound.Min(x => _connectionVisits.GetValueOrDefault(x)) > visits;
        var anyFollowed = most > visits && inbound.Any(x => _connectionVisits.GetValueOrDefault(x) == most && _lastFollowed.GetValueOrDefault(x));
        var allFollowed = most > visits && inbound.All(x => _connectionVisits.GetValueOrDefault(x) == most && _lastFollowed.GetValueOrDefault(x));
        if (_joins.TryGetValue(target, out var mode) && mode == FlowJoinMode.WaitAny)
        {
            if (_connectionVisits[connection] <= visits || Scheduled.Contains(target) || _joining == target) return;
            if (anyFollowed)
            {
                Scheduled.Enqueue(target);
                CancelAncestors(target);
            }
            else if (allVisited)
            {
                Visit(target, [], false);
            }

            return;
        }

        if (!allVisited) return;
        if (mode == FlowJoinMode.WaitAll && _joins.ContainsKey(target) ? allFollowed : anyFollowed) Scheduled.Enqueue(target);
        else Visit(target, [], false);
    }

    private int Visits(string activity) => _activityVisits.GetValueOrDefault(activity);
}
