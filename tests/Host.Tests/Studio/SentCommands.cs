using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Host.Tests.Studio;

/// <summary>The commands that Entity Framework sends to one database, from now on.</summary>
public sealed class SentCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string database;
    private readonly List<IDisposable> subscriptions = [];
    private readonly List<string> texts = [];

    /// <param name="database">Part of the connection string that only this database has.</param>
    public SentCommands(string database)
    {
        this.database = database;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

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

    private bool IsOurs(DbCommand command) => command.Connection?.ConnectionString.Contains(database, StringComparison.Ordinal) == true;
}
