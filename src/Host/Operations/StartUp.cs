using Workflows.Host.Account;
using Workflows.Host.Demo;
using Workflows.Persistence;

namespace Workflows.Host.Operations;

/// <summary>What happens once before the first request: the database takes its shape, the first accounts and calls are entered, the chains are loaded.</summary>
public sealed class StartUp(IServiceProvider services, FirstAdministrator first, LoadDemo demo)
{
    public bool IsDone { get; private set; }

    /// <summary>Definition files that were left out, with the place and the remedy.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>Folder of the chains and forms.</summary>
    public static string Workflows { get; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    public async Task Run(CancellationToken cancellation = default)
    {
        await services.MigrateWorkflows(cancellation);
        await services.LoadShippedAreas(cancellation);
        await first.Run(cancellation);
        await demo.Run(cancellation);
        IsDone = true;
    }
}
