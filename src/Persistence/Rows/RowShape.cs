using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Workflows.Persistence.Rows;

/// <summary>A column of a table and the property that it holds.</summary>
internal sealed record RowColumn(string Name, IProperty Property, RelationalTypeMapping Mapping)
{
    /// <summary>As the database takes it.</summary>
    public object Current(IUpdateEntry entry) => entry.GetCurrentProviderValue(Property) ?? DBNull.Value;

    /// <summary>As it was read.</summary>
    public object Original(IUpdateEntry entry) => entry.GetOriginalProviderValue(Property) ?? DBNull.Value;
}

/// <summary>How the rows of an entity type are written: made once from Entity Framework's model, so that a mapping stands in one place.</summary>
internal sealed class RowShape
{
    private const string Annotation = "Workflows:RowShape";

    private readonly ConcurrentDictionary<UInt128, RowText> updates = new();
    private readonly IReadOnlyList<IProperty> uniques;

    private RowShape(IEntityType type)
    {
        Type = type;
        var table = type.GetTableMappings().Single();
        Table = table.Table.Name;
        Columns = [.. type.GetFlattenedProperties().Select(p => new RowColumn(p.GetTableColumnMappings().Single().Column.Name, p, p.GetRelationalTypeMapping()))];
        Key = [.. type.FindPrimaryKey()!.Properties.Select(Column)];
        Check = [.. Key, .. Columns.Where(c => c.Property.IsConcurrencyToken && !c.Property.IsPrimaryKey())];
        uniques = [.. type.GetIndexes().Where(i => i.IsUnique).SelectMany(i => i.Properties).Distinct()];
        Principals = type.GetForeignKeys().Select(k => k.PrincipalEntityType).ToHashSet();
        Insert = new RowText($"INSERT INTO \"{Table}\" ({string.Join(", ", Columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})");
        Delete = new RowText($"DELETE FROM \"{Table}\" WHERE {Where(0)}");

        RowColumn Column(IProperty property) => Columns.First(c => c.Property == property);
    }

    public IEntityType Type { get; }
    public string Table { get; }
    public IReadOnlyList<RowColumn> Columns { get; }
    public IReadOnlyList<RowColumn> Key { get; }

    /// <summary>What an update or a removal has to find as it was read: the key and the versions.</summary>
    public IReadOnlyList<RowColumn> Check { get; }

    /// <summary>Types whose rows have to be there first.</summary>
    public IReadOnlySet<IEntityType> Principals { get; }
    public RowText Insert { get; }
    public RowText Delete { get; }

    /// <returns>The shape, or null for a type that only Entity Framework can write: one that shares a table, or has a value that the database makes.</returns>
    public static RowShape? Of(IEntityType type) => type.GetOrAddRuntimeAnnotationValue(Annotation, static t => IsPlain(t!) ? new RowShape(t!) : null, type);

    /// <summary>The columns of a changed row that changed.</summary>
    public List<RowColumn> Changed(IUpdateEntry entry)
    {
        var changed = new List<RowColumn>();
        foreach (var column in Columns)
            if (entry.IsModified(column.Property)) changed.Add(column);
        return changed;
    }

    public bool ChangesUnique(IReadOnlyCollection<RowColumn> changed) => uniques.Count > 0 && changed.Any(c => uniques.Contains(c.Property));

    public RowText Update(IReadOnlyList<RowColumn> changed) => updates.GetOrAdd(
        Bits(changed), static (_, with) => new RowText($"UPDATE \"{with.Shape.Table}\" SET {string.Join(", ", with.Changed.Select((c, i) => $"\"{c.Name}\" = ${i + 1}"))} WHERE {with.Shape.Where(with.Changed.Count)}"), (Shape: this, Changed: changed));

    private string Where(int before)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Check.Count; i++) text.Append(i == 0 ? "" : " AND ").Append('"').Append(Check[i].Name).Append("\" = $").Append(before + i + 1);
        return text.ToString();
    }

    private static bool IsPlain(IEntityType type) =>
        type.FindPrimaryKey() is not null && type.BaseType is null && !type.GetDirectlyDerivedTypes().Any() && !type.IsMappedToJson()
        && type.GetTableMappings().ToList() is [var mapping] && mapping.Table.EntityTypeMappings.Count() == 1
        && type.GetFlattenedProperties().All(p => p.ValueGenerated == ValueGenerated.Never && p.GetTableColumnMappings().Count() == 1)
        && !type.GetFlattenedComplexProperties().Any(p => p.IsCollection || p.ComplexType.IsMappedToJson());

    /// <summary>Which columns an update sets.</summary>
    private UInt128 Bits(IReadOnlyList<RowColumn> changed)
    {
        var bits = UInt128.Zero;
        for (var i = 0; i < Columns.Count; i++)
            if (changed.Contains(Columns[i])) bits |= UInt128.One << i;
        return bits;
    }
}
