using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

/// <summary>A running instance with variables and inputs, in which expressions are evaluated.</summary>
internal sealed class Bench
{
    private readonly ServiceProvider _services;

    public Bench(params Variable[] variables) : this(_ => { }, variables)
    {
    }

    public Bench(Action<ExpressionLimits> configure, params Variable[] variables)
    {
        _services = new ServiceCollection()
            .AddExpressions()
            .Configure(configure)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IIdentityGenerator, RandomLongIdentityGenerator>()
            .AddSingleton<IStimulusHasher, NoHasher>()
            .BuildServiceProvider();
        var workflow = new Workflow(new Sequence { Id = "s1", NodeId = "Workflow1:s1", Name = "Review board" })
        {
            Id = "Workflow1", NodeId = "Workflow1", Identity = new WorkflowIdentity("chain", 3, "chain-3"),
            Inputs = [new InputDefinition { Name = "Amount" }]
        };
        var root = new ActivityNode(workflow, "");
        var child = new ActivityNode(workflow.Root, "Root");
        root.AddChild(child);
        Instance = new WorkflowExecutionContext(_services, new WorkflowGraph(workflow, root, [root, child]), "i1", CancellationToken.None) { CorrelationId = "case:1", Name = "First" };
        foreach (var variable in variables) workflow.Variables.Add(variable);
        var outer = new ActivityExecutionContext("x0", Instance, null, root, DateTimeOffset.UnixEpoch, null);
        Activity = new ActivityExecutionContext("x1", Instance, outer, child, DateTimeOffset.UnixEpoch, null);
    }

    public WorkflowExecutionContext Instance { get; }

    /// <summary>The sequence "Review board", in which the expressions stand.</summary>
    public ActivityExecutionContext Activity { get; }

    public T? Evaluate<T>(string language, object? source) => Run(language, source, typeof(T)) is T value ? value : default;

    public object? JavaScript(string source) => Run("JavaScript", source, typeof(object));

    public string? Liquid(string source) => (string?)Run("Liquid", source, typeof(string));

    public object? Variable(string name) => Activity.ExpressionExecutionContext.GetVariable<object>(name);

    private object? Run(string language, object? source, Type type)
    {
        var evaluation = _services.GetRequiredService<IExpressionEvaluator>().EvaluateAsync(new Expression(language, source), type, Activity.ExpressionExecutionContext);
        return evaluation.AsTask().GetAwaiter().GetResult();
    }

    private sealed class NoHasher : IStimulusHasher
    {
        public string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null) => stimulusName;
    }
}
