using Workflows.Approvals.Audit;
using Workflows.Host.Parts;
using Workflows.Host.Refusals;

namespace Workflows.Host.Packages;

internal static class PackagesApi
{
    public static void MapPackages(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/cases/{id:long}").WithTags("Packages");

        group.MapGet("/package", async (long id, Caller caller, ReadPackage read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, id, cancellation: cancellation)).OrUnknown(context, "case", id)).Produces<PackageView>()
            .WithSummary("What a province's package holds and what was sent up").WithDescription("It goes up with the work item `UploadPackage`, outcome `Uploaded`, `data.files` naming the scans: complete, and as PDF.");

        group.MapGet("/statistics", async (long id, Caller caller, ReadRollUp read, HttpContext context, CancellationToken cancellation) =>
            (await read.Run(caller, id, cancellation)).OrUnknown(context, "case", id)).Produces<RollUpView>()
            .WithSummary("The row of a province's statistics with every figure it is made from");

        group.MapGet("/tables/{formKey}", async (long id, string formKey, Caller caller, PrintTable print, NoteAct note, HttpContext context, CancellationToken cancellation) =>
        {
            if (await print.Run(caller, id, formKey, cancellation) is not { } table) return context.Unknown("table", formKey);
            return await note.HandOut(context, caller, "table.exported", Subject.Case(id), table.Name, () => Results.File(table.Bytes, PrintTable.ContentType, table.Name), cancellation);
        })
            .Produces<byte[]>(contentType: PrintTable.ContentType).WithSummary("附件3 (`brand-summary`) or 附件5 (`institution-statistics`) as a spreadsheet in the printed layout");

        group.MapPost("/tables/{formKey}/comparison", async (long id, string formKey, IFormFile file, Caller caller, PrintTable print, HttpContext context, CancellationToken cancellation) =>
        {
            await using var content = file.OpenReadStream();
            return (await print.Compare(caller, id, formKey, content, cancellation)).Answer(context);
        }).DisableAntiforgery().Produces<IReadOnlyList<TableDifference>>().WithSummary("Read a spreadsheet in the printed layout and say what differs from what stands here")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(2 * 1024 * 1024));
    }
}
