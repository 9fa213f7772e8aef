using System.Text;

namespace Workflows.Approvals.Organisations.Areas;

/// <summary>A line of an area file.</summary>
public sealed record AreaLine(string Code, string Name, AreaStructure Structure, string? RegionKey)
{
    /// <summary>2 digits province, 4 city, 6 county, 9 township, 12 village.</summary>
    public AdminLevel Level => Code.Length switch
    {
        2 => AdminLevel.Province,
        4 => AdminLevel.City,
        6 => AdminLevel.County,
        9 => AdminLevel.Township,
        _ => AdminLevel.Village,
    };
}

/// <summary>Reads area files: <c>code,name,structure,region</c>, the last two may be left out. Every fault is told with its line.</summary>
public static class AreaFile
{
    private const int Columns = 4;

    /// <summary>The file that ships with the program.</summary>
    public static Result<IReadOnlyList<AreaLine>> Shipped()
    {
        using var stream = typeof(AreaFile).Assembly.GetManifestResourceStream("areas.csv")
            ?? throw new InvalidOperationException("Expected the resource areas.csv in the assembly, found none.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader.ReadToEnd());
    }

    /// <returns>The lines, or <c>areas.bad-line</c> with line number, what was found and what was expected.</returns>
    public static Result<IReadOnlyList<AreaLine>> Read(string text)
    {
        var lines = new List<AreaLine>();
        var number = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0 || number == 1 && line.StartsWith("code", StringComparison.OrdinalIgnoreCase)) continue;
            var cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length is < 2 or > Columns) return Bad("code,name,structure,region");
            if (cells[0].Length is not (2 or 4 or 6 or 9 or 12) || !cells[0].All(char.IsAsciiDigit)) return Bad("2, 4, 6, 9 or 12 digits");
            if (cells[1].Length == 0) return Bad("a name");
            var structure = AreaStructure.Ordinary;
            if (Cell(2) is { } named && !Enum.TryParse(named, out structure)) return Bad(string.Join(", ", Enum.GetNames<AreaStructure>()));
            lines.Add(new AreaLine(cells[0], cells[1], structure, Cell(3)));

            string? Cell(int index) => cells.Length > index && cells[index].Length > 0 ? cells[index] : null;
            Refusal Bad(string expected) => new("areas.bad-line", number, line, expected);
        }
        return lines;
    }
}
