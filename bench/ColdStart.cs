namespace Workflows.Bench;

/// <summary>From the start of the process to the first page of an inbox, on a database that is there already: the published program, as it is installed.</summary>
internal static class ColdStart
{
    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var starts = extent.Times(9, 2);
        var application = await BenchedApplication.Run();
        await application.ManyAtOpinion(5);
        await using var database = await application.Leave();
        string cookie;
        await using (var first = await PublishedHost.Start(database))
        {
            await first.Until("/health/ready");
            cookie = await first.SignIn("liaoyang-ou.head");
        }
        var (ready, inbox, memory) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < starts; i++)
        {
            await using (var host = await PublishedHost.Start(database))
            {
                inbox.Add((await host.Until("/inbox", cookie)).TotalSeconds);
                memory.Add(host.Memory);
            }
            await using (var host = await PublishedHost.Start(database)) ready.Add((await host.Until("/health/ready")).TotalSeconds);
        }
        var over = $"{starts} starts of the published program";
        return
        [
            Measured.LessIsBetter("cold start to the first page of an inbox", over, inbox, "s", "≤ 2, ≤ 1.2"),
            Measured.LessIsBetter("cold start until it is ready", over, ready, "s"),
            Measured.LessIsBetter("memory after that page", over, memory, "MB"),
        ];
    }
}
