using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Workflows.Approvals.Audit;

namespace Workflows.Bench;

/// <summary>
/// What the audit trail costs a decision: the same decision as ever, against one whose entries are made and hashed but not written. What making them takes is measured by
/// <see cref="VerifyTrail"/>.
/// </summary>
public class AppendAudit : IPair
{
    private const int Cases = 32;

    private readonly LeaveOutAudit leaveOut = new();
    private readonly List<long> workItems = [];
    private BenchedApplication application = null!;

    /// <summary>How many persons decide at a time, each another work item.</summary>
    [Params(1, 16)]
    public int Callers { get; set; } = 1;

    string IPair.Name => Callers == 1 ? "One decision with its audit entries" : $"The same, {Callers} callers";
    string IPair.Against => "the decision without writing them";
    int IPair.Calls => 1;
    int IPair.Operations => Cases;

    [GlobalSetup]
    public async Task Setup() => application = await BenchedApplication.Run(leaveOut);

    [GlobalCleanup]
    public async Task Cleanup() => await application.DisposeAsync();

    [IterationSetup(Target = nameof(Product))]
    public void PrepareProduct() => Prepare();

    [IterationSetup(Target = nameof(Baseline))]
    public void PrepareBaseline() => Prepare();

    private void Prepare()
    {
        workItems.Clear();
        for (var i = 0; i < Cases; i++) workItems.Add(application.AtOpinion().GetAwaiter().GetResult().WorkItemId);
    }

    [Benchmark]
    public Task Product() => Decide();

    [Benchmark(Baseline = true)]
    public async Task Baseline()
    {
        leaveOut.IsOn = true;
        try
        {
            await Decide();
        }
        finally
        {
            leaveOut.IsOn = false;
        }
    }

    /// <summary>Each caller takes the next when it is done with one.</summary>
    private Task Decide()
    {
        var taken = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref taken) is var next && next < workItems.Count) await application.Decide(application.Head, workItems[next], "Approve", "同意申报");
        })));
    }

    /// <summary>Takes the entries out of what is saved, after everything about them was done and checked.</summary>
    private sealed class LeaveOutAudit : SaveChangesInterceptor
    {
        public bool IsOn { get; set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (IsOn) foreach (var entry in eventData.Context!.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added).ToList()) entry.State = EntityState.Detached;
            return ValueTask.FromResult(result);
        }
    }
}
