using System.Data.Common;

namespace Workflows.Host.Tests.Reliability;

/// <summary>The database fails, because a test says so.</summary>
public sealed class InjectedFault(string point) : DbException($"Injected at {point}");

/// <summary>
/// Fails at the n-th command that this process sends to the database; or, with <see cref="Moment.AfterCommit"/>, when the commit stands and its reply is lost.
/// </summary>
public sealed class Faults : DatabasePoints
{
    public enum Moment { Never, BeforeCommand, AfterCommit }

    private readonly Lock gate = new();
    private Moment moment;
    private int left;

    /// <summary>The fault has happened since it was last armed.</summary>
    public bool HasFired { get; private set; }

    /// <summary>A commit has come through since it was last armed; from then on nothing fails before a command.</summary>
    public bool HasCommitted { get; private set; }

    /// <summary>Faults in all.</summary>
    public int Count { get; private set; }

    public void Arm(Moment at, int nth = 1)
    {
        lock (gate) (moment, left, HasFired, HasCommitted) = (at, nth, false, false);
    }

    protected override void Before(string point)
    {
        lock (gate)
        {
            if (moment != Moment.BeforeCommand || HasFired || HasCommitted || --left > 0) return;
            (HasFired, Count) = (true, Count + 1);
        }
        throw new InjectedFault(point);
    }

    protected override void Committed()
    {
        lock (gate)
        {
            HasCommitted = true;
            if (moment != Moment.AfterCommit || HasFired || --left > 0) return;
            (HasFired, Count) = (true, Count + 1);
        }
        throw new InjectedFault("the reply of a commit");
    }

    protected override void Dispose(bool disposing)
    {
        Arm(Moment.Never);
        base.Dispose(disposing);
    }
}
