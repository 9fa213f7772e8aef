using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Workflows.Persistence.Rows;

namespace Workflows.Persistence;

/// <summary>
/// Lets one unit of work write at a time where the database has one writer (SQLite), on one connection that stays open with its prepared statements; open
/// to all otherwise. Units that wait for each other are committed together: the transaction is handed on from one to the next, each can still be taken back
/// alone, and all are answered after the one flush.
/// </summary>
/// <param name="sqlite">Connection string of a SQLite database; null where the database has many writers.</param>
public sealed class WriterGate(string? sqlite) : IDisposable
{
    /// <summary>So many units share a flush at most: the first one waits for the last.</summary>
    private const int Most = 16;

    private const string Place = "unit";

    private readonly SemaphoreSlim? gate = sqlite is null ? null : new SemaphoreSlim(1, 1);
    private SqliteConnection? connection;
    private Group? group;
    private int waiting;

    /// <returns>The turn to write, to be given back; null where nobody has to wait.</returns>
    internal async Task<Turn?> Enter(CancellationToken cancellation)
    {
        if (gate is null) return null;
        Interlocked.Increment(ref waiting);

        // Not given up while waiting: whoever is before may leave the commit to this one.
        await gate.WaitAsync(CancellationToken.None);
        Interlocked.Decrement(ref waiting);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (connection is null)
            {
                connection = new SqliteConnection(sqlite);
                await connection.OpenAsync(cancellation);
                await SqliteDurability.Set(connection, cancellation);
            }
            if (group is null) group = new Group(connection.BeginTransaction());
            else group.Transaction.Save(Place);
            return new Turn(this, group);
        }
        catch
        {
            Leave(isBroken: true);
            throw;
        }
    }

    public void Dispose()
    {
        Close();
        gate?.Dispose();
    }

    /// <param name="isBroken">After anything unexpected the next one gets a new connection.</param>
    private void Leave(bool isBroken)
    {
        try
        {
            if (group is { IsOver: false, Units: > 0 } && !isBroken && group.Units < Most && Volatile.Read(ref waiting) > 0) return;
            group?.End();
            group = null;
            if (isBroken) Close();
        }
        finally
        {
            gate!.Release();
        }
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }

    /// <summary>One unit's time on the writer's connection, inside of a transaction.</summary>
    internal sealed class Turn(WriterGate owner, Group group) : IDisposable
    {
        private bool isKept, isRefused;

        public SqliteTransaction Transaction => group.Transaction;

        /// <summary>The unit stays.</summary>
        /// <returns>Ends when it is committed; to be waited for after the turn is given back.</returns>
        public Task Keep()
        {
            isKept = true;
            return group.Keep();
        }

        /// <summary>The unit is taken back, as it wished.</summary>
        public void Refuse() => isRefused = true;

        public void Dispose()
        {
            if (!isKept) group.TakeBack(Place);
            owner.Leave(isBroken: !isKept && !isRefused);
        }
    }

    /// <summary>Units that share a transaction.</summary>
    internal sealed class Group(SqliteTransaction transaction)
    {
        private readonly TaskCompletionSource committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SqliteTransaction Transaction => transaction;

        /// <summary>Units that stay.</summary>
        public int Units { get; private set; }

        /// <summary>The database has taken back the transaction whole.</summary>
        public bool IsOver { get; private set; }

        public Task Keep()
        {
            Units++;
            return committed.Task;
        }

        public void TakeBack(string place)
        {
            try
            {
                if (Units == 0) transaction.Rollback();
                else transaction.Rollback(place);
                IsOver = Units == 0;
            }
            catch (Exception gone) when (gone is SqliteException or InvalidOperationException)
            {
                // A full disk or a broken file ends the transaction by itself; the units before run again.
                IsOver = true;
                committed.TrySetException(new DbUpdateConcurrencyException("Expected units of work to be committed together, but the database took back all of them when one of them failed.", gone));
            }
        }

        public void End()
        {
            try
            {
                if (IsOver || Units == 0) return;
                using (var activity = RowDatabase.Source.StartActivity("rows.commit"))
                {
                    transaction.Commit();
                    activity?.SetTag("db.commits", true);
                }
                committed.TrySetResult();
            }
            catch (Exception failed)
            {
                committed.TrySetException(failed);
            }
            finally
            {
                transaction.Dispose();
            }
        }
    }
}
