using Workflows.Paper.Fonts;

namespace Workflows.Paper.Pdf;

/// <summary>The text area of a page, in millimetres from the edges of the sheet.</summary>
public sealed record Margins(double Left, double Top, double Right, double Bottom);

/// <summary>Where a text stands in its line.</summary>
public enum Align { Left, Centre, Right }

/// <summary>A line of a cell, already broken.</summary>
/// <param name="Indent">Millimetres before the text.</param>
public sealed record CellLine(string Text, FontFace Face, double Size, Align Align = Align.Left, double Indent = 0);

/// <summary>A cell of a row.</summary>
/// <param name="Width">Millimetres.</param>
/// <param name="Repeats">It stands again where its row goes on on the next page.</param>
public sealed record FlowCell(double Width, IReadOnlyList<CellLine> Lines, bool IsShaded = false, bool IsCentred = true, bool Repeats = false);

/// <summary>What stands at the lower end of a row's last cell and is never divided: signature, date, room for the seal.</summary>
/// <param name="Height">Millimetres.</param>
/// <param name="Draw">Draws it into the page of that number, with the upper left corner and the width given.</param>
public sealed record FlowTail(double Height, Action<int, double, double, double> Draw);

/// <summary>Fills pages from top to bottom: lines of text and rows of tables, which go on on the next page where they must.</summary>
public sealed class Flow
{
    /// <summary>Room between the border of a cell and its text, in millimetres.</summary>
    public const double PadX = 2, PadY = 1.6;

    /// <summary>Height of a line as a multiple of the font size.</summary>
    public const double Leading = 1.45;

    /// <summary>A row lower than this, in millimetres, moves to the next page as a whole.</summary>
    private const double KeptWhole = 90;

    private readonly Margins margins;

    public Flow(PaperFonts fonts, Margins margins)
    {
        this.margins = margins;
        Lines = new TextLines(fonts);
        Break();
    }

    public TextLines Lines { get; }

    public List<DrawnPage> Pages { get; } = [];

    public List<SealPlace> Seals { get; } = [];

    public DrawnPage Page => Pages[^1];

    public int PageIndex => Pages.Count - 1;

    /// <summary>Where the next thing begins, in millimetres from the upper edge.</summary>
    public double Y { get; set; }

    public double Left => margins.Left;

    public double Right => DrawnPage.Width - margins.Right;

    public double Width => Right - Left;

    public double Bottom => DrawnPage.Height - margins.Bottom;

    public bool IsAtTop => Y <= margins.Top + 0.001;

    /// <summary>A new page.</summary>
    public void Break()
    {
        Pages.Add(new DrawnPage());
        Y = margins.Top;
    }

    /// <summary>A new page unless so much room is left.</summary>
    public void Need(double height)
    {
        if (Y + height > Bottom && !IsAtTop) Break();
    }

    /// <summary>Draws a text with its left, middle or right at <paramref name="x"/>.</summary>
    public void Put(string text, double x, double baseline, FontFace face, double size, Align align = Align.Left, Ink ink = Ink.Black) => Put(PageIndex, text, x, baseline, face, size, align, ink);

    public void Put(int page, string text, double x, double baseline, FontFace face, double size, Align align = Align.Left, Ink ink = Ink.Black)
    {
        if (text.Length == 0) return;
        var shift = align == Align.Left ? 0 : Lines.Width(text, face, size) / (align == Align.Centre ? 2 : 1);
        Pages[page].Items.Add(new DrawnText(x - shift, baseline, text, face, size, ink));
    }

    /// <summary>Lines of text over the whole width.</summary>
    public void Paragraph(string text, FontFace face, double size, Align align = Align.Left, double leading = Leading)
    {
        var height = LineHeight(size, leading);
        foreach (var line in Lines.Break(text, face, size, Width))
        {
            Need(height);
            Put(line.Text, align switch { Align.Centre => (Left + Right) / 2, Align.Right => Right, _ => Left + line.Indent }, Y + Baseline(size, height), face, size, align);
            Y += height;
        }
    }

    /// <summary>A row of a table.</summary>
    /// <param name="least">Least height, in millimetres.</param>
    public void Row(IReadOnlyList<FlowCell> cells, double least = 9, FlowTail? tail = null)
    {
        var rest = cells.ToList();
        while (true)
        {
            var room = Bottom - Y;
            var height = Math.Max(rest.Max(Height), least) + (tail?.Height ?? 0);
            if (height <= room + 0.001 || (IsAtTop && rest.All(c => c.Lines.Count <= 1)))
            {
                DrawRow(rest, height, tail);
                return;
            }

            var parts = rest.ConvertAll(cell => Divide(cell, room, tail is not null && ReferenceEquals(cell, rest[^1])));
            var moves = !IsAtTop && (height <= KeptWhole || parts.TrueForAll(p => p.Now.Repeats || p.Now.Lines.Count < 2));
            if (!moves)
            {
                DrawRow(parts.ConvertAll(p => p.Now), room, tail: null);
                rest = parts.ConvertAll(p => p.Later);
                least = 0;
            }

            Break();
        }
    }

    /// <summary>Breaks a text for a cell of that width.</summary>
    public IEnumerable<CellLine> CellText(string text, double width, FontFace face, double size, Align align = Align.Left, double indent = 0) =>
        Lines.Break(text, face, size, width - 2 * PadX, indent).Select(line => new CellLine(line.Text, face, size, align, line.Indent));

    /// <summary>Height of a line, in millimetres.</summary>
    public static double LineHeight(double size, double leading = Leading) => Length.Millimetres(size * leading);

    /// <summary>From the top of a line to where its text stands on, in millimetres.</summary>
    public static double Baseline(double size, double height) => height / 2 + Length.Millimetres(size) * 0.36;

    private static double Height(FlowCell cell) => cell.Lines.Sum(l => LineHeight(l.Size)) + 2 * PadY;

    /// <summary>The lines that fit now and those for the next page. With a tail behind it, the last line stays with the tail.</summary>
    private static (FlowCell Now, FlowCell Later) Divide(FlowCell cell, double room, bool keepsOne)
    {
        if (cell.Repeats) return (cell, cell);
        var (count, used) = (0, 2 * PadY);
        while (count < cell.Lines.Count && used + LineHeight(cell.Lines[count].Size) <= room) used += LineHeight(cell.Lines[count++].Size);
        if (keepsOne && count == cell.Lines.Count && count > 0) count--;
        return (cell with { Lines = [.. cell.Lines.Take(count)] }, cell with { Lines = [.. cell.Lines.Skip(count)] });
    }

    private void DrawRow(List<FlowCell> cells, double height, FlowTail? tail)
    {
        var x = Left;
        foreach (var cell in cells)
        {
            if (cell.IsShaded) Page.Items.Add(new DrawnArea(x, Y, cell.Width, height, Ink.Shade));
            DrawLines(cell, x, cell.IsCentred ? Y + (height - Height(cell)) / 2 + PadY : Y + PadY);
            Frame(x, Y, cell.Width, height);
            x += cell.Width;
        }

        tail?.Draw(PageIndex, x - cells[^1].Width, Y + height - tail.Height, cells[^1].Width);
        Y += height;
    }

    private void DrawLines(FlowCell cell, double x, double y)
    {
        foreach (var line in cell.Lines)
        {
            var height = LineHeight(line.Size);
            var at = line.Align switch { Align.Centre => x + cell.Width / 2, Align.Right => x + cell.Width - PadX, _ => x + PadX + line.Indent };
            Put(line.Text, at, y + Baseline(line.Size, height), line.Face, line.Size, line.Align);
            y += height;
        }
    }

    private void Frame(double x, double y, double width, double height)
    {
        Page.Items.Add(new DrawnLine(x, y, x + width, y));
        Page.Items.Add(new DrawnLine(x, y + height, x + width, y + height));
        Page.Items.Add(new DrawnLine(x, y, x, y + height));
        Page.Items.Add(new DrawnLine(x + width, y, x + width, y + height));
    }
}
