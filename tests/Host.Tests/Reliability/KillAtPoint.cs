using System.Diagnostics;

namespace Workflows.Host.Tests.Reliability;

/// <summary>
/// Kills its own process (SIGKILL) at a point of its work with the database: before a command, before a batch, right before or right after a commit. Runs inside of the program
/// under test; a file says when, see <see cref="KillOrder"/>.
/// </summary>
/// <param name="orders">A file that is there when there is an order. It is taken away when it was read.</param>
internal sealed class KillAtPoint(string orders) : DatabasePoints
{
    private readonly Lock gate = new();
    private KillOrder order = KillOrder.Never;
    private int reached;

    protected override void Before(string point) => Reached(point);

    protected override void Committed() => Reached(KillOrder.AfterCommit);

    private void Reached(string point)
    {
        lock (gate)
        {
            if (File.Exists(orders))
            {
                (order, reached) = (KillOrder.Read(File.ReadAllText(orders)), 0);
                File.Delete(orders);
            }
            if (!order.Counts(point, Activity.Current) || ++reached != order.Nth) return;
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }
}
