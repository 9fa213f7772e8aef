using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Host.Tests.Studio;

/// <summary>The commands that Entity Framework sends to one database. Made before the program: a context that is used again looks only now and then whether anybody listens.</summary>
public sealed class SentCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> subscriptions = [];
    private readonly List<string> texts = [];

    public SentCommands() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Part of the connection string that only this database has; until it is known nothing is counted.</summary>
    public string? Database { get; set; }

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (texts) return [.. texts];
        }
    }

    public void Clear()
    {
        lock (texts) texts.Clear();
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.EntityFrameworkCore") subscriptions.Add(listener.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> told)
    {
        if (told.Key != RelationalEventId.CommandExecuted.Name || told.Value is not CommandExecutedEventData executed || !IsOurs(executed.Command)) return;
        lock (texts) texts.Add(executed.Command.CommandText);
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(each => each.Dispose());

    private bool IsOurs(DbCommand command) => Database is { } ours && command.Connection?.ConnectionString.Contains(ours, StringComparison.Ordinal) == true;
}
