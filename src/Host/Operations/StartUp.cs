using Elsa.Common.Models;
using Microsoft.AspNetCore.DataProtection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Forms;
using Workflows.Engine.Definitions;
using Workflows.Engine.Storage;
using Workflows.Host.Account;
using Workflows.Host.Calendar;
using Workflows.Host.Demo;
using Workflows.Host.Jobs;
using Workflows.Host.Nodes;
using Workflows.Host.Sealing;
using Workflows.Host.Studio.Definitions;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Operations;

/// <summary>
/// What happens once at the start. <see cref="Prepare"/> comes before the server listens: the database takes its shape. <see cref="Fill"/> comes while it already
/// answers: areas and chains are loaded, the first accounts and calls are entered; whoever asks for them waits (<see cref="AwaitStart"/>).
/// Nodes that start at the same time take turns: the first fills the database, the others find it filled.
/// A malformed chain or form is named in the log, with the place and the remedy, and the program starts without it.
/// </summary>
public sealed partial class StartUp(IServiceProvider services, UnitOfWork unit, NodeLocks locks, FormDefinitions forms, SealKeys keys, FollowCalendar calendar, FirstAdministrator first, LoadDemo demo, ILogger<StartUp> log)
{
    private readonly TaskCompletionSource filled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when everything is there, or with what stopped the start.</summary>
    public Task Finished => filled.Task;

    public bool IsDone => Finished.IsCompletedSuccessfully;

    /// <summary>What is wrong with definition files that were left out, a line each.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>Schemas of PostgreSQL that are made again from the tables when they are missing.</summary>
    internal static IEnumerable<string> Remade => [NodesRegistration.Schema, JobsRegistration.Schema];

    /// <summary>Folder of the chains and forms.</summary>
    public static string Workflows { get; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    public async Task Prepare(CancellationToken cancellation = default)
    {
        await services.CreateDatabase(cancellation);
        await using var turn = await locks.Enter(nameof(StartUp), cancellation);
        await Shape(services, services.GetRequiredService<IConfiguration>().GetConnectionString("Workflows")!, cancellation);
        await calendar.Begin(cancellation);
        await keys.Authority(cancellation);

        // The first cookie or form makes the key that protects them; made now, the sign-in page does not wait for the filling to let it write.
        services.GetDataProtector(nameof(StartUp)).Protect([]);
    }

    /// <summary>Brings the tables of the product, of the schedules and of the jobs to the shape of this version; one node at a time.</summary>
    internal static async Task Shape(IServiceProvider services, string connection, CancellationToken cancellation = default)
    {
        await services.MigrateWorkflows(cancellation);
        await NodesRegistration.PrepareSchedules(connection, cancellation);
        await JobsRegistration.PrepareJobs(connection, cancellation);
    }

    public async Task Fill(CancellationToken cancellation = default)
    {
        try
        {
            await using (await locks.Enter(nameof(StartUp), cancellation)) await Load(cancellation);
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
            async (scope, token) =>
            {
                var files = await scope.GetRequiredService<ImportDefinitions>().Run(Workflows, token);
                foreach (var file in files.Where(file => file.IsPublishedNow))
                {
                    var published = await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(file.DefinitionId!, VersionOptions.Published, token);
                    var hash = published is null ? null : scope.GetRequiredService<DefinitionHash>().Of(published);
                    await scope.GetRequiredService<AuditTrail>().Write(Subject.Definition(file.DefinitionId!), "definition.published", new AuditDetail { DocumentHash = hash, After = file.File }, token);
                }
                return Result<IReadOnlyList<ImportedFile>>.Of(files);
            },
            cancellation);
        if (imported.Refusal is { } refusal) throw new InvalidOperationException($"Expected the chains of {Workflows} to be imported, but it was refused: {refusal}.");
        return imported.Value.SelectMany(file => file.Findings.Select(finding => $"{file.File}: {finding}"));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A definition file was left out: {Finding}")]
    private static partial void LogFinding(ILogger log, string finding);
}
