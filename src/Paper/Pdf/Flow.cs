using Workflows.Paper.Fonts;

namespace Workflows.Paper.Pdf;

/// <summary>The text area of a page, in millimetres from the edges of the sheet.</summary>
public sealed record Margins(double Left, double Top, double Right, double Bottom);

/// <summary>Where a text stands in its line.</summary>
public enum Align { Left, Centre, Right }

/// <summary>A line of a cell, already broken.</summary>
/// <param name="Indent">Millimetres before the text.</param>
/// <param name="Leads">It is never the last one on its page.</param>
public sealed record CellLine(string Text, FontFace Face, double Size, Align Align = Align.Left, double Indent = 0, bool Leads = false);

/// <summary>A cell of a row.</summary>
/// <param name="Width">Millimetres.</param>
/// <param name="Repeats">It stands again where its row goes on on the next page.</param>
public sealed record FlowCell(double Width, IReadOnlyList<CellLine> Lines, bool IsShaded = false, bool IsCentred = true, bool Repeats = false, FlowTail? Tail = null);

/// <summary>What stands at the lower end of a cell, with its last line, and is never divided: signature, date, room for the seal.</summary>
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

    /// <summary>What is drawn before a page ends and when the next one begins: heads that stand again, names that go on.</summary>
    private readonly List<Action> beforeBreak = [], afterBreak = [];

    private double inset, top;

    public Flow(PaperFonts fonts, Margins margins, bool isLandscape = false)
    {
        this.margins = margins;
        Lines = new TextLines(fonts);
        Break(isLandscape);
    }

    public TextLines Lines { get; }

    public List<DrawnPage> Pages { get; } = [];

    public List<SealPlace> Seals { get; } = [];

    public DrawnPage Page => Pages[^1];

    public int PageIndex => Pages.Count - 1;

    /// <summary>Where the next thing begins, in millimetres from the upper edge.</summary>
    public double Y { get; set; }

    public double Left => margins.Left + inset;

    /// <summary>Left end of the text area, whatever stands beside the rows.</summary>
    public double LeftOfPage => margins.Left;

    public double Right => RightOf(PageIndex);

    public double Width => Right - Left;

    public double Bottom => Page.Height - margins.Bottom;

    public bool IsAtTop => Y <= top + 0.001;

    /// <summary>Right end of the text area of a page.</summary>
    public double RightOf(int page) => Pages[page].Width - margins.Right;

    /// <summary>A new page like this one.</summary>
    public void Break() => Break(Page.IsLandscape);

    public void Break(bool isLandscape)
    {
        beforeBreak.ForEach(draw => draw());
        Pages.Add(new DrawnPage(isLandscape));
        Y = top = margins.Top;
        afterBreak.ForEach(draw => draw());
        top = Y;
    }

    /// <summary>Rows under a head, which stands again on every further page that they reach.</summary>
    public void Under(IReadOnlyList<FlowCell> head, Action rows)
    {
        var at = inset;
        Row(head);
        afterBreak.Add(Again);
        rows();
        afterBreak.Remove(Again);

        void Again()
        {
            var before = inset;
            inset = at;
            Row(head);
            inset = before;
        }
    }

    /// <summary>Rows behind one name that stands beside all of them, on every page that they reach.</summary>
    /// <param name="width">Of the name, in millimetres.</param>
    public void Beside(string name, double width, FontFace face, double size, Action rows)
    {
        var (x, y) = (Left, Y);
        inset += width;
        beforeBreak.Add(Close);
        afterBreak.Add(Begin);
        rows();
        beforeBreak.Remove(Close);
        afterBreak.Remove(Begin);
        Close();
        inset -= width;

        void Begin() => y = Y;

        // Few rows may be lower than the name: then it is set smaller.
        void Close()
        {
            if (Y - y < 0.001) return;
            var cells = new[] { 1, 0.8, 0.65 }.Select(scale => new FlowCell(width, [.. CellText(name, width, face, size * scale, Align.Centre)], IsShaded: true)).ToList();
            DrawCell(cells.Find(c => Height(c) <= Y - y) ?? cells[^1], x, y, Y - y);
        }
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
    public void Row(IReadOnlyList<FlowCell> cells, double least = 9)
    {
        var rest = cells.ToList();
        while (true)
        {
            var room = Bottom - Y;
            var height = Math.Max(rest.Max(Height), least);
            if (height <= room + 0.001 || (IsAtTop && rest.All(c => c.Lines.Count <= 1)))
            {
                DrawRow(rest, height);
                return;
            }

            var parts = rest.ConvertAll(cell => Divide(cell, room));
            var moves = !IsAtTop && (height <= KeptWhole || parts.TrueForAll(p => p.Now.Repeats || p.Now.Lines.Count < 2));
            if (!moves)
            {
                DrawRow(parts.ConvertAll(p => p.Now), room);
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

    /// <summary>Room for a row with these cells that does not begin at the foot of a page only to go on on the next one.</summary>
    public static double Kept(IReadOnlyList<FlowCell> cells) => Math.Min(cells.Max(Height), KeptWhole);

    private static double Height(FlowCell cell) => TextHeight(cell) + (cell.Tail?.Height ?? 0);

    private static double TextHeight(FlowCell cell) => cell.Lines.Sum(l => LineHeight(l.Size)) + 2 * PadY;

    /// <summary>The lines that fit now and those for the next page. With a tail behind it, the last line stays with the tail.</summary>
    private static (FlowCell Now, FlowCell Later) Divide(FlowCell cell, double room)
    {
        if (cell.Repeats) return (cell, cell);
        if (Height(cell) <= room + 0.001) return (cell, cell with { Lines = [], Tail = null });
        var (count, used) = (0, 2 * PadY);
        while (count < cell.Lines.Count && used + LineHeight(cell.Lines[count].Size) <= room) used += LineHeight(cell.Lines[count++].Size);
        if (cell.Tail is not null && count == cell.Lines.Count && count > 0) count--;
        while (count > 0 && cell.Lines[count - 1].Leads) count--;
        return (cell with { Lines = [.. cell.Lines.Take(count)], Tail = null }, cell with { Lines = [.. cell.Lines.Skip(count)] });
    }

    private void DrawRow(List<FlowCell> cells, double height)
    {
        var x = Left;
        foreach (var cell in cells)
        {
            DrawCell(cell, x, Y, height);
            x += cell.Width;
        }

        Y += height;
    }

    private void DrawCell(FlowCell cell, double x, double y, double height)
    {
        if (cell.IsShaded) Page.Items.Add(new DrawnArea(x, y, cell.Width, height, Ink.Shade));
        DrawLines(cell, x, cell.IsCentred ? y + (height - Height(cell)) / 2 + PadY : y + PadY);
        Frame(x, y, cell.Width, height);
        cell.Tail?.Draw(PageIndex, x, y + height - cell.Tail.Height, cell.Width);
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
