using Microsoft.EntityFrameworkCore;
using Workflows.Host.Operations;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Commands;

/// <summary><c>migrate</c>: brings the database to the shape of this version, while nodes of the version before go on working on it. The program does the same when it starts.</summary>
internal static class MigrateCommand
{
    public static async Task<int> Run(CommandLine line, CancellationToken cancellation)
    {
        await using var services = line.Database();
        await services.CreateDatabase(cancellation);
        await using var turn = await services.GetRequiredService<NodeLocks>().Enter(nameof(StartUp), cancellation);
        var missing = await Missing(services, cancellation);
        await StartUp.Shape(services, line.Connection, cancellation);
        foreach (var migration in missing) await line.Output.WriteLineAsync($"  {migration}");
        await line.Say($"✓ 数据库结构已是最新，应用了 {missing.Count} 项变更。", $"The database has the shape of this version; {missing.Count} migrations were applied.");
        return 0;
    }

    private static async Task<List<string>> Missing(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Database.GetPendingMigrationsAsync(cancellation)];
    }
}
