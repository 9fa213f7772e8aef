using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Persistence;

/// <summary>The transaction of units that run together. While there is one, every context of this flow of control works on its connection.</summary>
internal sealed class SharedTransaction : IDisposable
{
    private static readonly AsyncLocal<SharedTransaction?> Ambient = new();

    private readonly DbTransaction transaction;
    private int savepoints;
    private bool isOver;

    private SharedTransaction(DbTransaction transaction) => this.transaction = transaction;

    /// <summary>Null outside; also in what a unit started in the background and left behind.</summary>
    public static SharedTransaction? Current => Ambient.Value is { isOver: false } shared ? shared : null;

    /// <summary>What the units changed, in their order; told when all are committed.</summary>
    public List<Committed> Done { get; } = [];

    public static SharedTransaction Begin(DbTransaction transaction) => Ambient.Value = new SharedTransaction(transaction);

    public WorkflowsDb Join(WorkflowsDb db)
    {
        db.Database.SetDbConnection(transaction.Connection);
        db.Database.UseTransaction(transaction);
        return db;
    }

    /// <summary>A place to go back to when a unit is refused.</summary>
    public async Task<Place> Savepoint(CancellationToken cancellation)
    {
        var name = $"unit{++savepoints}";
        await transaction.SaveAsync(name, cancellation);
        return new Place(transaction, name);
    }

    public void Dispose() => isOver = true;

    /// <summary>Unless kept, everything written since is taken back.</summary>
    internal sealed class Place(DbTransaction transaction, string name) : IAsyncDisposable
    {
        private bool isKept;

        public void Keep() => isKept = true;

        public async ValueTask DisposeAsync()
        {
            if (!isKept) await transaction.RollbackAsync(name, CancellationToken.None);
            await transaction.ReleaseAsync(name, CancellationToken.None);
        }
    }
}
