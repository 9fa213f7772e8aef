using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Workflows.Approvals;

namespace Workflows.Persistence;

/// <summary>
/// Reads a part of a file into memory that the caller owns. A query of Entity Framework would make a new array of a megabyte for every part, and those of a large file
/// wait together for the collector. The connection is open already.
/// </summary>
public static class ReadPart
{
    /// <summary>The bytes stand last; on SQLite the row's id before them, by which they are read in place.</summary>
    private const string Sqlite = """SELECT rowid, "Bytes" FROM "FileParts" WHERE "UploadId" = @upload AND "Number" = @number""";

    private const string Postgres = """SELECT "Bytes" FROM "FileParts" WHERE "UploadId" = @upload AND "Number" = @number""";

    /// <param name="number">Of the part, from 0.</param>
    /// <param name="into">As large as a part.</param>
    /// <returns>How many bytes the part has.</returns>
    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public static int Run(ApprovalsDb db, long uploadId, int number, byte[] into)
    {
        using var command = Command(db, uploadId, number);
        using var reader = command.ExecuteReader(CommandBehavior.SequentialAccess);
        return reader.Read() ? Bytes(reader, into) : throw Missing(uploadId, number);
    }

    /// <inheritdoc cref="Run"/>
    public static async Task<int> RunAsync(ApprovalsDb db, long uploadId, int number, byte[] into, CancellationToken cancellation)
    {
        await using var command = Command(db, uploadId, number);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        return await reader.ReadAsync(cancellation) ? Bytes(reader, into) : throw Missing(uploadId, number);
    }

    private static DbCommand Command(ApprovalsDb db, long uploadId, int number)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = db.Database.IsSqlite() ? Sqlite : Postgres;
        foreach (var (name, value) in new (string, object)[] { ("@upload", uploadId), ("@number", number) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static int Bytes(DbDataReader reader, byte[] into)
    {
        var (count, last) = (0, reader.FieldCount - 1);
        while (count < into.Length && reader.GetBytes(last, count, into, count, into.Length - count) is var read and > 0) count += (int)read;
        return count;
    }

    private static InvalidDataException Missing(long uploadId, int number) => new($"Expected part {number} of upload {uploadId}, found none. The database was changed by another hand: put its copy back.");
}
