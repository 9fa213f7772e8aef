using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Workflows.Persistence.Tests;

/// <summary>What a migration may do while nodes of the version before go on: add what they do not see or do not have to fill. Statements of SQL are not read.</summary>
internal static class Additions
{
    /// <returns>What would be in their way.</returns>
    public static IEnumerable<string> Violations(IReadOnlyList<MigrationOperation> operations)
    {
        var made = operations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            var (isFine, what) = operation switch
            {
                CreateTableOperation table => (true, table.Name),
                DropIndexOperation index => (true, index.Name),
                SqlOperation => (true, ""),
                CreateIndexOperation index => (!index.IsUnique || made.Contains(index.Table), $"{index.Name}, unique on a table that is there"),
                AddColumnOperation column => (column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null || column.ComputedColumnSql is not null || made.Contains(column.Table), $"{column.Table}.{column.Name}, neither empty nor with a default"),
                ITableMigrationOperation other => (made.Contains(other.Table), $"on {other.Table}"),
                _ => (false, ""),
            };
            if (!isFine) yield return $"{operation.GetType().Name.Replace("Operation", "", StringComparison.Ordinal)} {what}";
        }
    }
}
