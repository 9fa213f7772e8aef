using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Host.Refusals;

namespace Workflows.Host.Calendar;

internal static class CalendarApi
{
    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        var years = api.MapGroup("/calendar").WithTags("Calendar");

        years.MapGet("", async (KeepCalendar keep, CancellationToken cancellation) => await keep.Years(cancellation))
            .WithSummary("Holidays and make-up days by year, the latest first").WithDescription("What working days are counted with: what a flow administrator keeps for a year, otherwise what ships with the program, otherwise weekends alone.");

        years.MapPut("/{year:int}", async (int year, CalendarFields fields, Caller caller, KeepCalendar keep, HttpContext context, CancellationToken cancellation) =>
            (await keep.Run(caller, year, fields, cancellation)).Answer(context)).Produces<CalendarChange>().WithSummary("Keep the list of a year")
            .WithDescription("For flow administrators. Without `apply` only what would change: days, and open work that would be due on another day. Due times stay as they are unless `moveDue` is true; then each gets an entry and whoever has the work is told. `version` guards against a change meanwhile.");

        years.MapPost("/{year:int}/import", async (int year, IFormFile file, Caller caller, ReadDays read, HttpContext context, CancellationToken cancellation) =>
        {
            if (!caller.Has(Approvals.Organisations.SeatRole.FlowAdministrator)) return RefusalProblem.Problem(context, new Refusal("calendar.not-allowed"));
            if (file.Length > ReadDays.LargestFile) return RefusalProblem.Problem(context, new Refusal("calendar.no-table", ReadDays.LargestFile / 1024));
            var bytes = new byte[file.Length];
            await using var content = file.OpenReadStream();
            await content.ReadExactlyAsync(bytes, cancellation);
            return read.Run(year, bytes).Answer(context);
        }).DisableAntiforgery().Produces<ReadCalendarFile>().WithSummary("Read the list of a year from a table (XLSX or CSV)").WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(2 * ReadDays.LargestFile))
            .WithDescription("Keeps nothing: put what it answers. Columns by heading: 日期 / date (one day, or the first 至 the last), 类型 / kind (休 or 班), 名称 / name.");
    }
}
