using System.Globalization;

namespace Workflows.Bench;

/// <summary>
/// A million waiting instances: what a node that starts on them holds of memory, and how long its start takes, relative to a database with none, in turns. The instances are what one start of the
/// chain keeps, without its history, entered by the database; they wait for thousands of seats and are due long after.
/// </summary>
internal static class MillionWaiting
{
    /// <summary>How long a node stands before its memory is read; its schedules have run by then.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var (instances, starts) = (extent.Of(1_000_000, 500), extent.Times(5));
        await using var empty = await Prepared(0);
        await using var full = await Prepared(instances);
        var cookie = (Empty: await Cookie(empty), Full: await Cookie(full));
        var (first, second) = (new List<(double Seconds, double Memory)>(), new List<(double Seconds, double Memory)>());
        for (var i = 0; i < starts; i++)
        {
            first.Add(await Start(empty, cookie.Empty, extent));
            second.Add(await Start(full, cookie.Full, extent));
        }
        var over = string.Create(CultureInfo.InvariantCulture, $"{instances:#,0} waiting instances, {starts} starts each");
        return
        [
            Measured.LessIsBetter("memory of a node, relative to none waiting", over, second.Zip(first, (f, e) => f.Memory / e.Memory), "÷ none", "1 ± 0.05, 1"),
            Measured.LessIsBetter("start to the first page of an inbox, relative to none waiting", over, second.Zip(first, (f, e) => f.Seconds / e.Seconds), "÷ none", "1 ± 0.05, 1"),
            Measured.LessIsBetter("memory of a node", over, second.Select(f => f.Memory), "MB"), Measured.LessIsBetter("memory of a node with none waiting", over, first.Select(f => f.Memory), "MB"),
            Measured.LessIsBetter("start to the first page of an inbox", over, second.Select(f => f.Seconds), "s"), Measured.LessIsBetter("the same with none waiting", over, first.Select(f => f.Seconds), "s"),
        ];
    }

    private static async Task<BenchDatabase> Prepared(int instances)
    {
        var application = await BenchedApplication.Run();
        await application.ManyAtOpinion(5);
        if (instances > 0)
        {
            var rows = (await application.Written(application.Begin)).Where(row => !WaitingInstance.History.Contains(row.Table.Name)).ToList();
            await using var connection = await application.Database.Open();
            var later = BenchDatabase.Server is null ? "'2099-01-01 00:00:00'" : "timestamptz '2099-01-01Z'";
            await Clones.Enter(connection, rows, instances, others: new Dictionary<string, string>
            {
                ["Inbox.Principal"] = "5000000000 + i % 20000", ["Inbox.DueAt"] = later, ["Inbox.Deadline"] = later, ["WorkItems.DueAt"] = later, ["Cases.DueAt"] = later,
            });
        }
        return await application.Leave();
    }

    private static async Task<string> Cookie(BenchDatabase database)
    {
        await using var host = await PublishedHost.Start(database);
        await host.Until("/health/ready");
        return await host.SignIn("liaoyang-ou.head");
    }

    private static async Task<(double Seconds, double Memory)> Start(BenchDatabase database, string cookie, Extent extent)
    {
        await using var host = await PublishedHost.Start(database);
        var seconds = (await host.Until("/inbox", cookie)).TotalSeconds;
        await Task.Delay(extent.IsQuick ? TimeSpan.FromSeconds(1) : Rest, TimeProvider.System);
        return (seconds, host.Memory);
    }
}
