using BenchmarkDotNet.Attributes;

namespace Workflows.Bench;

/// <summary>A handler answers a call: the case is entered and its chain runs up to its first work item, the form to fill. Against the same rows written by hand.</summary>
public class StartChain : IPair
{
    private const int Cases = 32;

    private BenchedApplication application = null!;
    private RawBatch raw = null!;
    private IReadOnlyList<IReadOnlyList<WrittenRow>> copies = [];

    string IPair.Name => "Start a chain";
    string IPair.Against => "raw batch of the same rows";
    int IPair.Calls => 1;
    int IPair.Operations => Cases;

    [GlobalSetup]
    public async Task Setup()
    {
        application = await BenchedApplication.Run();
        await application.Begin();
        raw = await application.Recorded(application.Begin);
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await raw.DisposeAsync();
        await application.DisposeAsync();
    }

    public void PrepareProduct() { }

    [IterationSetup(Target = nameof(Baseline))]
    public void PrepareBaseline() => copies = raw.Prepare(Cases).GetAwaiter().GetResult();

    [Benchmark(OperationsPerInvoke = Cases)]
    public async Task Product()
    {
        for (var i = 0; i < Cases; i++) await application.Begin();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Cases)]
    public async Task Baseline()
    {
        foreach (var copy in copies) await raw.Run(copy);
    }
}
