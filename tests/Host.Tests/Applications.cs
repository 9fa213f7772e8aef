using Workflows.Host.Tests;
using Workflows.TestSupport;

[assembly: AssemblyFixture(typeof(PostgresCluster))]
[assembly: AssemblyFixture(typeof(SharedApplication))]

namespace Workflows.Host.Tests;

/// <summary>One application on SQLite for all tests that neither move the clock nor mind what others leave behind; started when the first of them asks.</summary>
public sealed class SharedApplication : IAsyncDisposable
{
    private readonly PostgresCluster cluster = new();
    private readonly SemaphoreSlim gate = new(1, 1);
    private RunningApplication? application;

    public async Task<RunningApplication> Get()
    {
        await gate.WaitAsync();
        try
        {
            return application ??= await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null) await application.DisposeAsync();
        await cluster.DisposeAsync();
        gate.Dispose();
    }
}
