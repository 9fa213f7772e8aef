using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Jobs;

namespace Workflows.Host.Tests;

/// <summary>Papers as somebody reads them who has nothing but the file.</summary>
public static class PrintedForms
{
    /// <summary>What pdftotext reads on the sealed form of a case, without white space.</summary>
    /// <param name="mode">How pdftotext puts the lines together: <c>-layout</c>, or <c>-raw</c> for cell by cell.</param>
    public static async Task<string> Printed(this RunningApplication app, string reader, string caseId, string mode = "-layout")
    {
        var stop = TestContext.Current.CancellationToken;
        await app.Services.GetRequiredService<MakePaper>().All(stop);
        var client = app.As(reader);
        var paper = (await client.Get($"/api/cases/{caseId}/papers")).Value.AsArray().First(p => p!["readyAt"] is not null)!["id"];
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await client.Http.GetByteArrayAsync(new Uri($"/api/papers/{paper}/file", UriKind.Relative), stop), stop);
            using var process = Process.Start(new ProcessStartInfo("pdftotext", [mode, file, "-"]) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
