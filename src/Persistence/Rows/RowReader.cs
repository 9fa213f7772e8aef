using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Persistence.Rows;

/// <summary>Makes tracked entities of the rows of one table, without a query of Entity Framework; with its model, its conversions and its own way of making an entity.</summary>
internal sealed class RowReader
{
    private const string Annotation = "Workflows:RowReader";

    private readonly RowShape shape;
    private readonly string select;
    private readonly ConcurrentDictionary<string, string> questions = new(StringComparer.Ordinal);
    private readonly Func<DbDataReader, object?>[] values;
    private readonly int[] places;
    private readonly int width;
    private readonly Func<MaterializationContext, object> make;

    private RowReader(RowShape shape, WorkflowsDb db)
    {
        this.shape = shape;
        values = [.. shape.Columns.Select((column, place) => Value(column, place))];
        places = [.. shape.Columns.Select(c => c.Property.GetIndex())];
        width = places.Max() + 1;
        make = db.GetService<IStructuralTypeMaterializerSource>().GetMaterializer(shape.Type);
        select = $"SELECT {string.Join(", ", shape.Columns.Select(c => $"\"{c.Name}\""))} FROM \"{shape.Table}\" WHERE ";
    }

    /// <summary>The question whose rows <see cref="Read"/> takes; made once per condition, so conditions are constants.</summary>
    public string Question(string where) => questions.GetOrAdd(where, static (given, begin) => begin + given, select);

    public static RowReader Of<T>(WorkflowsDb db) => Of(db.Model.FindEntityType(typeof(T))!, db);

    private static RowReader Of(IEntityType type, WorkflowsDb db) => type.GetOrAddRuntimeAnnotationValue(
        Annotation,
        static given => new RowReader(RowShape.Of(given.Type) ?? throw new InvalidOperationException($"Expected {given.Type.ClrType.Name} to have a table of its own without values that the database makes. Read it with a query."), given.Db),
        (Type: type, Db: db))!;

    /// <summary>The row as an entity, tracked as unchanged; the context must not have it yet.</summary>
    public object Read(DbDataReader reader, WorkflowsDb db, bool isTracked)
    {
        var row = new object?[width];
        for (var i = 0; i < values.Length; i++) row[places[i]] = values[i](reader);
        var entity = make(new MaterializationContext(new ValueBuffer(row), db));
        if (isTracked) db.Entry(entity).State = EntityState.Unchanged;
        return entity;
    }

    private static Func<DbDataReader, object?> Value(RowColumn column, int place)
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        var mapping = column.Mapping;
        var method = mapping.GetDataReaderMethod();
        Expression value = method.DeclaringType!.IsAssignableFrom(typeof(DbDataReader))
            ? Expression.Call(reader, method, Expression.Constant(place))
            : Expression.Call(Expression.Convert(reader, method.DeclaringType), method, Expression.Constant(place));
        value = mapping.CustomizeDataReaderExpression(value);
        if (mapping.Converter is { } converter)
        {
            if (value.Type != converter.ProviderClrType) value = Expression.Convert(value, converter.ProviderClrType);
            value = Expression.Invoke(converter.ConvertFromProviderExpression, value);
        }
        var present = Expression.Convert(value, typeof(object));
        Expression whole = column.Property.IsColumnNullable() || column.Property.IsNullable
            ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, Expression.Constant(place)), Expression.Constant(null), present)
            : present;
        return Expression.Lambda<Func<DbDataReader, object?>>(whole, reader).Compile();
    }
}
