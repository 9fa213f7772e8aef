using Microsoft.Extensions.Localization;
using Workflows.Approvals.Organisations;
using Workflows.Host.Shell;

namespace Workflows.Host.Figures;

/// <summary>Puts the figures into tables, in the reader's language: one description for page, spreadsheet and text.</summary>
public sealed class FigureTables(IStringLocalizer<Text> texts, Words words)
{
    public static IReadOnlyList<string> Keys { get; } = ["cases", "steps", "deadlines", "returns", "seats"];

    public IReadOnlyList<FigureTable> All(FiguresView figures) => [Cases(figures), Steps(figures), Deadlines(figures), Returns(figures), Seats(figures)];

    private FigureTable Cases(FiguresView figures)
    {
        var levels = figures.Cases.Select(c => c.Level).Distinct().OrderBy(level => level ?? (AdminLevel)99).ToList();
        var rows = figures.Cases.GroupBy(c => c.Status).Select(status => (status.Key, Counts: levels.ConvertAll(level => status.Where(c => c.Level == level).Sum(c => c.Count)), All: status.Sum(c => c.Count))).ToList();
        var most = rows.Select(r => r.All).DefaultIfEmpty().Max();
        return Table("cases", [texts["Status"], .. levels.Select(level => level is { } at ? words.Of(at) : texts["NoLevel"].Value), texts["Together"]],
            rows.Select(row => new FigureRow([words.Of(row.Key), .. row.Counts, row.All], Part(row.All, most))));
    }

    private FigureTable Steps(FiguresView figures)
    {
        var longest = figures.Steps.GroupBy(s => s.ChainId).ToDictionary(g => g.Key, g => g.Max(s => s.NinetiethSeconds ?? 0));
        return Table("steps", [texts["Step"], texts["Chain"], texts["Median"], texts["Ninetieth"], texts["Finished"], texts["Late"], texts["Returned"], texts["Open"], texts["Overdue"]],
            figures.Steps.Select(step => new FigureRow(
                [step.Title.ToString(), NameOf(figures, step.ChainId), Time(step.MedianSeconds), Time(step.NinetiethSeconds), step.Finished, step.Late, step.Returned, step.Open, step.Overdue],
                step.MedianSeconds is { } median ? Part(median, longest[step.ChainId]) : null, Part((step.NinetiethSeconds ?? 0) - (step.MedianSeconds ?? 0), longest[step.ChainId]))));
    }

    private FigureTable Deadlines(FiguresView figures) =>
        Table("deadlines", [texts["Region"], texts["Compliance"], texts["InTime"], texts["Late"], texts["OpenOverdue"]],
            figures.Deadlines.Select(place => new FigureRow([Place(place), place.Percent, place.InTime, place.Late, place.Overdue], (double)place.Percent / 100)));

    private FigureTable Returns(FiguresView figures)
    {
        var most = figures.Returns.Select(r => r.Count).DefaultIfEmpty().Max();
        return Table("returns", [texts["Reason"], texts["Step"], texts["Chain"], texts["Times"], texts["Last"]],
            figures.Returns.Select(r => new FigureRow([r.Reason.Length == 0 ? texts["NoReason"].Value : r.Reason, r.Title.ToString(), NameOf(figures, r.ChainId), r.Count, ReadableDates.Day(r.Last)], Part(r.Count, most))));
    }

    private FigureTable Seats(FiguresView figures)
    {
        var most = figures.Seats.Select(s => s.Open).DefaultIfEmpty().Max();
        return Table("seats", [texts["Organisation"], texts["Seat"], texts["Open"], texts["Overdue"], texts["Finished"], texts["Median"]],
            figures.Seats.Select(seat => new FigureRow([seat.Organisation, words.Of(seat.Role), seat.Open, seat.Overdue, seat.Finished, Time(seat.MedianSeconds)], Part(seat.Open, most))));
    }

    private FigureTable Table(string key, IReadOnlyList<string> columns, IEnumerable<FigureRow> rows) => new(key, texts[$"Table.{key}"], texts[$"Sentence.{key}"], texts[$"Bar.{key}"], columns, [.. rows]);

    private string Place(DeadlineFigure place) => place.Code.Length == 0 ? texts["National"].Value : place.Region.Length == 0 ? place.Code : place.Region;

    private static string NameOf(FiguresView figures, string chain) => figures.Choices.Chains.FirstOrDefault(c => c.Key == chain)?.Name ?? chain;

    private static object? Time(long? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;

    private static double Part(double part, double whole) => whole <= 0 ? 0 : part / whole;
}
