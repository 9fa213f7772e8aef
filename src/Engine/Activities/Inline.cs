namespace Elsa.Workflows.Activities;

/// <summary>Runs C# code that stands in the workflow's source. It cannot be written as JSON.</summary>
[Activity("Elsa", "Primitives", "Runs code of a workflow that is written in C#.")]
[System.ComponentModel.Browsable(false)]
public class Inline : CodeActivity
{
    private readonly Func<ActivityExecutionContext, ValueTask> _activity = _ => ValueTask.CompletedTask;

    public Inline([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Inline(Func<ActivityExecutionContext, ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => _activity = activity;

    public Inline(Func<ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => activity(), source, line)
    {
    }

    public Inline(Action<ActivityExecutionContext> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(Completed(activity), source, line)
    {
    }

    public Inline(Action activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(Completed(_ => activity()), source, line)
    {
    }

    public static Inline From(Func<ActivityExecutionContext, ValueTask> activity) => new(activity);
    public static Inline From(Func<ValueTask> activity) => new(activity);
    public static Inline From(Action<ActivityExecutionContext> activity) => new(activity);
    public static Inline From(Action activity) => new(activity);
    public static Inline<T> From<T>(Func<ActivityExecutionContext, ValueTask<T>> activity) => new(activity);
    public static Inline<T> From<T>(Func<ValueTask<T>> activity) => new(activity);
    public static Inline<T> From<T>(Func<ActivityExecutionContext, T> activity) => new(activity);
    public static Inline<T> From<T>(Func<T> activity) => new(activity);

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => _activity(context);

    private static Func<ActivityExecutionContext, ValueTask> Completed(Action<ActivityExecutionContext> activity) => context =>
    {
        activity(context);
        return ValueTask.CompletedTask;
    };
}

/// <summary>Runs C# code whose value is the result.</summary>
public class Inline<T> : CodeActivity<T>
{
    private readonly Func<ActivityExecutionContext, ValueTask<T>> _activity;

    public Inline(Func<ActivityExecutionContext, ValueTask<T>> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(output, source, line) =>
        _activity = activity;

    public Inline(Func<ValueTask<T>> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => activity(), output, source, line)
    {
    }

    public Inline(Func<ActivityExecutionContext, T> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) :
        this(context => ValueTask.FromResult(activity(context)), output, source, line)
    {
    }

    public Inline(Func<T> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => ValueTask.FromResult(activity()), output, source, line)
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => context.Set(Result, await _activity(context));
}
