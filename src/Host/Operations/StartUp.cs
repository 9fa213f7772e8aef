using Microsoft.AspNetCore.DataProtection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Forms;
using Workflows.Engine.Definitions;
using Workflows.Host.Account;
using Workflows.Host.Demo;
using Workflows.Host.Sealing;
using Workflows.Persistence;

namespace Workflows.Host.Operations;

/// <summary>
/// What happens once at the start. <see cref="Prepare"/> comes before the server listens: the database takes its shape. <see cref="Fill"/> comes while it already
/// answers: areas and chains are loaded, the first accounts and calls are entered; whoever asks for them waits (<see cref="AwaitStart"/>).
/// A malformed chain or form is named in the log, with the place and the remedy, and the program starts without it.
/// </summary>
public sealed partial class StartUp(IServiceProvider services, UnitOfWork unit, FormDefinitions forms, SealKeys keys, FirstAdministrator first, LoadDemo demo, ILogger<StartUp> log)
{
    private readonly TaskCompletionSource filled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when everything is there, or with what stopped the start.</summary>
    public Task Finished => filled.Task;

    public bool IsDone => Finished.IsCompletedSuccessfully;

    /// <summary>What is wrong with definition files that were left out, a line each.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>Folder of the chains and forms.</summary>
    public static string Workflows { get; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    public async Task Prepare(CancellationToken cancellation = default)
    {
        await services.MigrateWorkflows(cancellation);
        await keys.Authority(cancellation);

        // The first cookie or form makes the key that protects them; made now, the sign-in page does not wait for the filling to let it write.
        services.GetDataProtector(nameof(StartUp)).Protect([]);
    }

    public async Task Fill(CancellationToken cancellation = default)
    {
        try
        {
            await Load(cancellation);
            filled.SetResult();
        }
        catch (Exception exception)
        {
            filled.SetException(exception);
            throw;
        }
    }

    private async Task Load(CancellationToken cancellation)
    {
        await services.LoadShippedAreas(cancellation);
        Findings = [.. forms.Findings.Select(finding => $"{finding}"), .. await ImportChains(cancellation)];
        foreach (var finding in Findings) LogFinding(log, finding);
        await first.Run(cancellation);
        await demo.Run(cancellation);
    }

    private async Task<IEnumerable<string>> ImportChains(CancellationToken cancellation)
    {
        var imported = await unit.Run(
            Actor.System,
            async (scope, token) => Result<IReadOnlyList<ImportedFile>>.Of(await scope.GetRequiredService<ImportDefinitions>().Run(Workflows, token)),
            cancellation);
        if (imported.Refusal is { } refusal) throw new InvalidOperationException($"Expected the chains of {Workflows} to be imported, but it was refused: {refusal}.");
        return imported.Value.SelectMany(file => file.Findings.Select(finding => $"{file.File}: {finding}"));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A definition file was left out: {Finding}")]
    private static partial void LogFinding(ILogger log, string finding);
}
