using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Workflows.Engine.Tests;

/// <summary>
/// The language the engine's tests are written in: publish a flow, start it, resume what waits, let time pass, and read off what ran.
/// Every step is a unit of work of its own, with the state written as JSON and read back in between. Ids and clock are repeatable.
/// </summary>
public sealed class TestEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly PublishedFlows _flows = new();

    /// <param name="configure">Further services.</param>
    /// <param name="seed">Of the ids.</param>
    /// <param name="store">The store of an engine before, as if the process had been started again.</param>
    public TestEngine(Action<IServiceCollection>? configure = null, int seed = 1, InMemoryStore? store = null)
    {
        Store = store ?? new InMemoryStore();
        var services = new ServiceCollection();
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IIdentityGenerator>(new SeededIds(seed));
        services.AddSingleton<IWorkflowStore>(Store);
        services.AddSingleton<IWorkflowDefinitionService>(_flows);
        services.AddSingleton<IStandardOutStreamProvider>(new StandardOutStreamProvider(Console));
        services.AddWorkflowEngine();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider(true);
    }

    public InMemoryStore Store { get; }
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2023, 5, 29, 1, 0, 0, TimeSpan.Zero));
    public StringWriter Console { get; } = new();

    /// <summary>Compiles a flow and makes it the next, published version of its definition; its id is "{definition}-{version}".</summary>
    public async Task<WorkflowGraph> Publish(string definitionId, IActivity root, Action<Workflow>? configure = null)
    {
        var workflow = new Workflow(root) { Identity = _flows.Next(definitionId) };
        configure?.Invoke(workflow);
        await using var scope = _services.CreateAsyncScope();
        var graph = await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);
        _flows.Add(graph);
        return graph;
    }

    /// <summary>Publishes a flow and starts it.</summary>
    public async Task<string> Run(IActivity root, Action<Workflow>? configure = null, WorkflowStart? start = null)
    {
        await Publish("flow", root, configure);
        return (await Start("flow", start)).Instance!.Id;
    }

    public Task<WorkflowRun> Start(string definitionId, WorkflowStart? start = null) => Do(x => x.StartAsync(WorkflowDefinitionHandle.ByDefinitionId(definitionId), start));

    /// <summary>Resumes the activity that waits, with an outcome and further input.</summary>
    public Task<WorkflowRun> Resume(string instanceId, string activityId, string? outcome = null, Dictionary<string, object>? input = null)
    {
        input = input == null ? [] : new Dictionary<string, object>(input);
        if (outcome != null) input["Outcome"] = outcome;
        return Do(x => x.ResumeAsync(Bookmark(instanceId, activityId).Id, input));
    }

    /// <summary>One unit of work.</summary>
    public async Task<T> Do<T>(Func<WorkflowRuntime, Task<T>> action)
    {
        await using var scope = _services.CreateAsyncScope();
        var result = await action(scope.ServiceProvider.GetRequiredService<WorkflowRuntime>());
        Store.Commit();
        return result;
    }

    /// <summary>One unit of work with a service of its scope.</summary>
    public async Task<T> With<TService, T>(Func<TService, Task<T>> action) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        var result = await action(scope.ServiceProvider.GetRequiredService<TService>());
        Store.Commit();
        return result;
    }

    /// <summary>Works off the queue until it is empty, each piece in a unit of its own.</summary>
    public async Task<IReadOnlyList<WorkflowRun>> WorkOff()
    {
        var runs = new List<WorkflowRun>();
        while ((await Store.ListQueuedWorkAsync(Time.GetUtcNow(), 1)) is [var work]) runs.Add(await Do(x => x.WorkOffAsync(work)));
        return runs;
    }

    /// <summary>Lets time pass, then fires what is due.</summary>
    public async Task<IReadOnlyList<WorkflowRun>> Pass(TimeSpan time)
    {
        Time.Advance(time);
        var runs = new List<WorkflowRun>();
        while ((await Store.ListDueTimersAsync(Time.GetUtcNow(), 1)) is [var timer]) runs.Add(await Do(x => x.FireTimerAsync(timer.Id)));
        return runs;
    }

    public WorkflowInstance Instance(string id) => Store.Read(id);

    public WorkflowSubStatus Status(string id) => Instance(id).SubStatus;

    public Bookmark Bookmark(string instanceId, string activityId) => Instance(instanceId).WorkflowState.Bookmarks.Single(x => x.ActivityId == activityId);

    /// <summary>The ids of the activities that wait, in alphabetical order.</summary>
    public string Waiting(string instanceId) => string.Join(' ', Instance(instanceId).WorkflowState.Bookmarks.Select(x => x.ActivityId).Order(StringComparer.Ordinal));

    /// <summary>
    /// What ran, in order, containers left out: <c>A</c> ran through, <c>A?</c> began to wait, <c>A!</c> was resumed, <c>A~</c> was cancelled, <c>A×</c> failed.
    /// </summary>
    public string Trace(string instanceId)
    {
        var text = new StringBuilder();
        foreach (var line in Journal(instanceId).Where(x => !IsContainer(x.ActivityType)))
        {
            var mark = line.EventName switch { "Suspended" => "?", "Resumed" => "!", "Canceled" => "~", "Faulted" => "×", "Completed" => "", _ => null };
            if (mark != null) text.Append(text.Length == 0 ? "" : " ").Append(line.ActivityId).Append(mark);
        }

        return text.ToString();
    }

    /// <summary>The activities that completed, in order, containers left out.</summary>
    public string Completed(string instanceId) =>
        string.Join(' ', Journal(instanceId).Where(x => x.EventName == "Completed" && !IsContainer(x.ActivityType)).Select(x => x.ActivityId));

    public IEnumerable<WorkflowExecutionLogRecord> Journal(string instanceId) => Store.Journal.Where(x => x.WorkflowInstanceId == instanceId).OrderBy(x => x.Sequence);

    public object? Variable(string instanceId, string variableId)
    {
        var root = Instance(instanceId).WorkflowState.ActivityExecutionContexts.Single(x => x.ParentContextId == null);
        return ((IDictionary<string, object>)root.Properties["Variables"]).TryGetValue(variableId, out var value) ? value : null;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static bool IsContainer(string type) => type is "Elsa.Workflow" or "Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.If" or "Elsa.ForEach" or "Elsa.Switch" or "Elsa.For" or "Elsa.While" or "Elsa.Parallel" or "Elsa.ParallelForEach" or "Elsa.Fork" or "Elsa.StateMachine"
        || type.StartsWith("Elsa.ForEach<", StringComparison.Ordinal) || type.StartsWith("Elsa.ParallelForEach<", StringComparison.Ordinal);

    private sealed class SeededIds(int seed) : IIdentityGenerator
    {
        private readonly Random _random = new(seed);

        public string GenerateId() => _random.NextInt64().ToString("x", System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class PublishedFlows : IWorkflowDefinitionService
    {
        private readonly Dictionary<string, WorkflowGraph> _byVersion = [];
        private readonly Dictionary<string, WorkflowGraph> _published = [];

        public WorkflowIdentity Next(string definitionId)
        {
            var version = _byVersion.Values.Count(x => x.Workflow.Identity.DefinitionId == definitionId) + 1;
            return new WorkflowIdentity(definitionId, version, $"{definitionId}-{version}");
        }

        public void Add(WorkflowGraph graph)
        {
            _byVersion[graph.Workflow.Identity.Id] = graph;
            _published[graph.Workflow.Identity.DefinitionId] = graph;
        }

        public Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default) =>
            Task.FromResult(versionOptions.Version > 0 ? _byVersion.GetValueOrDefault($"{definitionId}-{versionOptions.Version}") : _published.GetValueOrDefault(definitionId));
        public Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionVersionId, CancellationToken cancellationToken = default) => Task.FromResult(_byVersion.GetValueOrDefault(definitionVersionId));

        public Task<WorkflowGraph?> FindWorkflowGraphAsync(WorkflowDefinitionHandle definitionHandle, CancellationToken cancellationToken = default) =>
            definitionHandle.DefinitionVersionId is { } id ? FindWorkflowGraphAsync(id, cancellationToken) : FindWorkflowGraphAsync(definitionHandle.DefinitionId!, VersionOptions.Published, cancellationToken);

        public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default) => Task.FromResult<WorkflowDefinition?>(null);
        public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(string definitionVersionId, CancellationToken cancellationToken = default) => Task.FromResult<WorkflowDefinition?>(null);
        public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default) => Task.FromResult<WorkflowDefinition?>(null);
        public Task<WorkflowGraph> MaterializeWorkflowAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default) => throw new NotSupportedException("Tests publish flows, not definitions.");
    }
}
