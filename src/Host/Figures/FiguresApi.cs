using Microsoft.Extensions.Localization;
using Workflows.Host.Parts;
using Workflows.Host.Refusals;

namespace Workflows.Host.Figures;

internal static class FiguresApi
{
    public static void MapFigures(this IEndpointRouteBuilder api)
    {
        var figures = api.MapGroup("/figures").WithTags("Figures");

        figures.MapGet("", async ([AsParameters] AskedFigures asked, Caller caller, ReadFigures read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, asked.Query, cancellation)).Answer(context)).Produces<FiguresView>().WithSummary("Cases by state, times of steps, deadlines, returns, work of seats")
            .WithDescription("For auditors and flow administrators; for whoever organises calls, of these. Times run by the calendar from opening to decision: the median, and what nine in ten did not exceed. `from` and `to` choose cases by the day on which they were begun and work by the day on which it was finished; open work is that of now.");

        figures.MapGet("/chart.svg", async ([AsParameters] AskedFigures asked, Caller caller, ReadFigures read, DrawBottlenecks draw, HttpContext context, CancellationToken cancellation) =>
        {
            var found = await read.Run(caller, asked.Query, cancellation);
            if (found.Refusal is { } refusal) return RefusalProblem.Problem(context, refusal);
            return await draw.Run(found.Value, cancellation) is { } svg ? Results.Text(svg, "image/svg+xml") : context.Unknown("definition", found.Value.ChartOf ?? "");
        }).Produces<string>(contentType: "image/svg+xml").WithSummary("The chart of a chain with its bottlenecks").WithDescription("Of `chain`, otherwise of the busiest. A box says its median and what is open; the darker, the longer beside the longest step.");

        figures.MapGet("/{table}.{format}", Table).Produces<byte[]>(contentType: FileKinds.Xlsx).WithSummary("A table of figures as a file")
            .WithDescription("`table` is `cases`, `steps`, `deadlines`, `returns` or `seats`, `format` is `xlsx` or `csv`. Durations are hours. That it was taken out is an audit entry.");
    }

    private static async Task<IResult> Table(
        string table, string format, [AsParameters] AskedFigures asked, Caller caller, ReadFigures read, FigureTables tables, IStringLocalizer<Text> texts, NoteAct note, HttpContext context, CancellationToken cancellation)
    {
        if (!FigureTables.Keys.Contains(table) || format is not ("xlsx" or "csv")) return context.Unknown("table", $"{table}.{format}");
        var found = await read.Run(caller, asked.Query, cancellation);
        if (found.Refusal is { } refusal) return RefusalProblem.Problem(context, refusal);
        var chosen = tables.All(found.Value).Single(each => each.Key == table);
        var plain = chosen.Plain(Note(asked.Query), head => texts["InHours", head]);
        var name = $"{chosen.Title}.{format}";
        return await note.HandOut(context, caller, "table.exported", Note(asked.Query), name, () => format == "xlsx"
            ? Results.File(plain.ToXlsx(chosen.Title), FileKinds.Xlsx, name)
            : Results.File(plain.ToCsv(), "text/csv; charset=utf-8", name), cancellation);
    }

    /// <summary>What the table is of, in the words of the query.</summary>
    private static string Note(FiguresQuery query) => string.Join(" · ", new[] { query.Chain, query.Call, query.Region, query.From is null && query.To is null ? null : $"{query.From:yyyy-MM-dd}—{query.To:yyyy-MM-dd}" }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>The parts of the query of an address.</summary>
internal sealed class AskedFigures
{
    public string? Chain { get; init; }
    public string? Call { get; init; }
    public string? Region { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public FiguresQuery Query => new(Chain, Call, Region, From, To);
}
