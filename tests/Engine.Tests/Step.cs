namespace Workflows.Engine.Tests;

/// <summary>Runs through, with the outcome given (none: done).</summary>
[Activity("Test", "Test", "A step.")]
public sealed class Step : Activity
{
    private readonly string[] _outcomes;

    public Step(string id, params string[] outcomes)
    {
        Id = id;
        _outcomes = outcomes;
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        _outcomes.Length == 0 ? context.CompleteActivityAsync() : context.CompleteActivityWithOutcomesAsync(_outcomes);
}

/// <summary>Fails.</summary>
public sealed class Fail : Activity
{
    public Fail(string id) => Id = id;

    protected override void Execute(ActivityExecutionContext context) => throw new InvalidOperationException($"{Id} is broken");
}

/// <summary>Waits until it is resumed; completes with the outcome it is resumed with.</summary>
public sealed class Wait : Activity<string>
{
    public Wait(string id) => Id = id;

    protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(OnResumeAsync);

    private async ValueTask OnResumeAsync(ActivityExecutionContext context)
    {
        var outcome = context.GetWorkflowInput<string>("Outcome");
        Result.Set(context, outcome);
        await (outcome == null ? context.CompleteActivityAsync() : context.CompleteActivityWithOutcomesAsync(outcome));
    }
}
