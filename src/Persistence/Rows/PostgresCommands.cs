using Npgsql;
using NpgsqlTypes;

namespace Workflows.Persistence.Rows;

/// <summary>
/// The commands of one context on PostgreSQL, used again from batch to batch with their parameters: making them is most of what a batch allocates. Texts are told
/// apart by reference, so each is made once: a constant, or a text of <see cref="RowShape"/>.
/// </summary>
internal sealed class PostgresCommands
{
    private readonly Dictionary<object, Stack<NpgsqlBatchCommand>> free = new(ReferenceEqualityComparer.Instance);

    /// <summary>A command that writes.</summary>
    public NpgsqlBatchCommand Take(RowStatement statement)
    {
        // The commit is on its way already when the number of rows comes back; so a row that is not found is an error of the statement itself.
        var text = statement.MustFind ? statement.Text.Finding : statement.Text.Plain;
        if (Free(text) is not { } command)
        {
            command = new NpgsqlBatchCommand(text);
            foreach (var parameter in statement.Parameters) command.Parameters.Add(Of(parameter));
        }
        for (var i = 0; i < statement.Parameters.Count; i++) command.Parameters[i].Value = statement.Parameters[i].Value;
        return command;
    }

    /// <summary>A command with the first of these values as <c>$1</c>, <c>$2</c> …</summary>
    /// <param name="count">How many of them it takes.</param>
    public NpgsqlBatchCommand Take(string text, IReadOnlyList<object> values, int count)
    {
        if (Free(text) is not { } command)
        {
            command = new NpgsqlBatchCommand(text);
            for (var i = 0; i < count; i++) command.Parameters.Add(new NpgsqlParameter());
        }
        for (var i = 0; i < count; i++) command.Parameters[i].Value = values[i];
        return command;
    }

    /// <summary>After a batch that came to its end; what has failed is not used again.</summary>
    public void GiveBack(NpgsqlBatch batch)
    {
        foreach (NpgsqlBatchCommand command in batch.BatchCommands)
        {
            if (!free.TryGetValue(command.CommandText, out var same)) free[command.CommandText] = same = new Stack<NpgsqlBatchCommand>();
            same.Push(command);
        }
        batch.BatchCommands.Clear();
    }

    private NpgsqlBatchCommand? Free(string text)
    {
        if (!free.TryGetValue(text, out var same) || !same.TryPop(out var command)) return null;

        // Forgets on which connection it was prepared; the driver finds it again there by its text.
        command.CommandText = text;
        return command;
    }

    private static NpgsqlParameter Of(RowParameter parameter)
    {
        var made = new NpgsqlParameter();
        if (parameter.Mapping is Npgsql.EntityFrameworkCore.PostgreSQL.Storage.Internal.Mapping.INpgsqlTypeMapping { NpgsqlDbType: not NpgsqlDbType.Unknown and var type }) made.NpgsqlDbType = type;
        return made;
    }
}
