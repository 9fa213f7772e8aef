using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Workflows.Persistence.Rows;

/// <summary>
/// The changes of a unit as statements, in an order that keeps every reference whole: removals first, dependents before principals; then table by table,
/// principals before dependents.
/// </summary>
internal static class RowOrder
{
    /// <returns>The statements, or null where the order is not this simple; Entity Framework then finds it.</returns>
    public static List<RowStatement>? Of(IList<IUpdateEntry> entries)
    {
        var tables = new Dictionary<IEntityType, Changes>();
        foreach (var entry in entries)
        {
            if (!tables.TryGetValue(entry.EntityType, out var changes))
            {
                if (RowShape.Of(entry.EntityType) is not { } shape) return null;
                tables[entry.EntityType] = changes = new Changes(shape);
            }
            changes.Add(entry);
        }

        if (!tables.Values.All(c => c.IsSimple(tables)) || Sorted(tables) is not { } sorted) return null;
        var statements = new List<RowStatement>(entries.Count);
        for (var i = sorted.Count - 1; i >= 0; i--) sorted[i].Remove(statements);
        foreach (var changes in sorted) changes.Write(statements);
        return statements;
    }

    /// <summary>Principals first; null where types refer to each other in a circle.</summary>
    private static List<Changes>? Sorted(Dictionary<IEntityType, Changes> tables)
    {
        var (sorted, left) = (new List<Changes>(tables.Count), tables.Values.ToList());
        while (left.Count > 0)
        {
            var free = left.FindAll(c => !left.Exists(other => other != c && c.Shape.Principals.Contains(other.Shape.Type)));
            if (free.Count == 0) return null;
            sorted.AddRange(free);
            left.RemoveAll(free.Contains);
        }
        return sorted;
    }

    /// <summary>What changes in one table.</summary>
    private sealed class Changes(RowShape shape)
    {
        private readonly List<IUpdateEntry> added = [];
        private readonly List<(IUpdateEntry Entry, List<RowColumn> Columns)> changed = [];
        private readonly List<IUpdateEntry> removed = [];
        private bool replaces;

        public RowShape Shape => shape;

        public void Add(IUpdateEntry entry)
        {
            switch (entry.EntityState)
            {
                case EntityState.Added:
                    added.Add(entry);

                    // A row that takes the place of a removed one with the same key; that one is in no list of its own.
                    if (entry.SharedIdentityEntry is { EntityState: EntityState.Deleted } replaced)
                    {
                        removed.Add(replaced);
                        replaces = true;
                    }
                    break;
                case EntityState.Deleted: removed.Add(entry); break;
                default: changed.Add((entry, shape.Changed(entry))); break;
            }
        }

        /// <summary>
        /// Not simple: rows of one table that refer to each other, a unique value that moves between rows, a row that stops referring to one that is removed, and
        /// the replacement of a row that others refer to.
        /// </summary>
        public bool IsSimple(Dictionary<IEntityType, Changes> tables) =>
            (!shape.Principals.Contains(shape.Type) || added.Count + removed.Count == 0 || (added.Count + removed.Count == 1 && changed.Count == 0))
            && !(replaces && shape.Type.GetReferencingForeignKeys().Any())
            && !changed.Exists(c => shape.ChangesUnique(c.Columns))
            && (changed.Count == 0 || !shape.Principals.Any(p => tables.TryGetValue(p, out var principal) && principal.removed.Count > 0));

        public void Remove(List<RowStatement> statements)
        {
            foreach (var entry in removed) statements.Add(new RowStatement(shape.Delete, Checked(entry, []), MustFind: true));
        }

        public void Write(List<RowStatement> statements)
        {
            // A row that becomes void makes room for the one that takes its place.
            foreach (var (entry, columns) in changed)
                if (columns.Count > 0) statements.Add(new RowStatement(shape.Update(columns), Checked(entry, columns), MustFind: true));
            foreach (var entry in added) statements.Add(new RowStatement(shape.Insert, [.. shape.Columns.Select(c => new RowParameter(c.Current(entry), c.Mapping))], MustFind: false));
        }

        private RowParameter[] Checked(IUpdateEntry entry, List<RowColumn> set)
        {
            var parameters = new RowParameter[set.Count + shape.Check.Count];
            for (var i = 0; i < set.Count; i++) parameters[i] = new RowParameter(set[i].Current(entry), set[i].Mapping);
            for (var i = 0; i < shape.Check.Count; i++) parameters[set.Count + i] = new RowParameter(shape.Check[i].Original(entry), shape.Check[i].Mapping);
            return parameters;
        }
    }
}
