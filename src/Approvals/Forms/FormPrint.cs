namespace Workflows.Approvals.Forms;

/// <summary>A sheet of the printed form, as its document prints it: what stands above, the title, the rows of one bordered table, the notes below. Always Chinese, as the paper is.</summary>
public sealed record PrintSheet
{
    /// <summary>At the upper left, e.g. <c>附件4</c>.</summary>
    public string? Above { get; init; }

    /// <summary>Title of the table where it is not the form's own.</summary>
    public string? Title { get; init; }

    /// <summary>The long side of the paper lies below.</summary>
    public bool IsLandscape { get; init; }

    /// <summary>Widths of the columns in relation to each other.</summary>
    public IReadOnlyList<int> Columns { get; init; } = [];

    public required IReadOnlyList<PrintRow> Rows { get; init; }

    /// <summary>Sentences under the table, word for word; one that names a parameter of the call which the call does not have is left out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How the cells of a row stand.</summary>
public enum PrintRowKind
{
    /// <summary>Beside each other: the name in one column, the content in the next; the last content takes the columns that are left.</summary>
    Line,

    /// <summary>Beside each other, each name above its content.</summary>
    Below,

    /// <summary>In one cell over the whole width, each name before its content.</summary>
    Within,

    /// <summary>Without borders, name and content with a colon between.</summary>
    Free,

    /// <summary>The field of rows, with a column for each of its fields.</summary>
    Table,

    /// <summary>Several rows behind one name.</summary>
    Rows,
}

/// <summary>A row of a <see cref="PrintSheet"/>.</summary>
public sealed record PrintRow
{
    public required PrintRowKind Kind { get; init; }

    public IReadOnlyList<PrintCell> Cells { get; init; } = [];

    /// <summary>Above a <see cref="PrintRowKind.Table"/>, or before <see cref="PrintRowKind.Rows"/>.</summary>
    public string? Name { get; init; }

    /// <summary>The rows behind the name.</summary>
    public IReadOnlyList<PrintRow> Rows { get; init; } = [];

    /// <summary>It stands again at the top of each further page of the sheet.</summary>
    public bool Repeats { get; init; }

    /// <summary>Names of the columns of a table, where the document has others than the fields.</summary>
    public IReadOnlyList<string> Heads { get; init; } = [];

    /// <summary>Widths in relation to each other, where they are not equal: of the columns of a table, of the cells with their names above.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [];
}

/// <summary>A cell: words, the hint of a field, or a field or block with its name.</summary>
public sealed record PrintCell
{
    /// <summary>Words of the document.</summary>
    public string? Words { get; init; }

    /// <summary>Path of the field whose hint stands here.</summary>
    public string? HintOf { get; init; }

    /// <summary>Path of a field, or key of a block.</summary>
    public string? Of { get; init; }

    /// <summary>The name that the document prints where it is not the field's own; empty: none is printed.</summary>
    public string? Name { get; init; }

    /// <summary>What the document prints where something is to be filled in; shown while nothing is.</summary>
    public string? Hint { get; init; }

    /// <summary>Each option on a line of its own, with its number.</summary>
    public bool IsNumbered { get; init; }
}
