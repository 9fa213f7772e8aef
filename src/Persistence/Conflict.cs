using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Workflows.Persistence;

/// <summary>Tells losing against another unit of work from a bug.</summary>
internal static class Conflict
{
    private const int SqliteBusy = 5;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintTrigger = 1811;

    /// <summary>A version moved, a unique key was taken, or the database broke a deadlock: running again may succeed.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteBusy
            || sqlite.SqliteExtendedErrorCode is SqliteConstraintPrimaryKey or SqliteConstraintUnique
            || (sqlite.SqliteExtendedErrorCode == SqliteConstraintTrigger && sqlite.Message.Contains(Registers.Taken, StringComparison.Ordinal)),
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
