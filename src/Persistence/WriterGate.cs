namespace Workflows.Persistence;

/// <summary>Lets one unit of work write at a time where the database has one writer (SQLite); open to all otherwise.</summary>
public sealed class WriterGate(bool isSingle) : IDisposable
{
    private readonly SemaphoreSlim? gate = isSingle ? new SemaphoreSlim(1, 1) : null;

    public async Task<IDisposable?> Enter(CancellationToken cancellation)
    {
        if (gate is null) return null;
        await gate.WaitAsync(cancellation);
        return new Turn(gate);
    }

    public void Dispose() => gate?.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
