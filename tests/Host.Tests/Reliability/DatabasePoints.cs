using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Host.Tests.Reliability;

/// <summary>
/// The moments at which this process has to do with its database: before a command of Entity Framework, before a batch of rows, before and after a commit. Listens where the product
/// tells of itself; nothing in the product knows of it.
/// </summary>
public abstract class DatabasePoints : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Rows = "Workflows.Persistence";

    private readonly ActivityListener activities;
    private readonly List<IDisposable> subscriptions = [];

    protected DatabasePoints()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Rows or Meters.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                if (activity.Source.Name == Rows) Before(activity.OperationName);
            },
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.commits") is true) Committed();
            },
        };
        ActivitySource.AddActivityListener(activities);
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.EntityFrameworkCore") subscriptions.Add(listener.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name || name == RelationalEventId.TransactionCommitting.Name || name == RelationalEventId.TransactionCommitted.Name));
    }

    public void OnNext(KeyValuePair<string, object?> told)
    {
        if (told.Key == RelationalEventId.TransactionCommitted.Name) Committed();
        else Before(told.Key);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Before(string point);

    protected abstract void Committed();

    protected virtual void Dispose(bool disposing)
    {
        foreach (var subscription in subscriptions) subscription.Dispose();
        activities.Dispose();
    }
}
