using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Persistence.Rows;

/// <summary>One statement of a batch.</summary>
/// <param name="MustFind">An update or a removal that finds no row has lost against another unit.</param>
internal sealed record RowStatement(RowText Text, IReadOnlyList<RowParameter> Parameters, bool MustFind);

internal readonly record struct RowParameter(object Value, RelationalTypeMapping Mapping);

/// <summary>A statement's text, made once, with parameters <c>$1</c>, <c>$2</c> …, which both databases take.</summary>
internal sealed record RowText(string Plain)
{
    /// <summary>On PostgreSQL: the same, and an error where it finds no row.</summary>
    public string Finding { get; } = $"WITH found AS ({Plain} RETURNING 1) SELECT 1 / count(*) FROM found";
}
